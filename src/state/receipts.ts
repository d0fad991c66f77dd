import type { Receipt } from '../domain/ports';
import { receipts } from './vault';

/** How many rows are asked for at a time. */
export const RECEIPT_PAGE = 100;

/** All receipts, newest first, page by page: what a file of them holds. */
export async function allReceipts(origin: string | undefined): Promise<Receipt[]> {
  const all: Receipt[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await receipts({
      limit: 1_000,
      ...(last && { before: last.id }),
      ...(origin !== undefined && { origin }),
    });
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}

const COLUMNS = [
  'at',
  'connection',
  'origin',
  'path',
  'purpose',
  'bytesOut',
  'bytesIn',
  'status',
  'state',
  'run',
  'act',
  'attempt',
] as const;

/** RFC 4180, with the guard against cells that a spreadsheet would run (VAULT: Export and import). */
export function receiptsCsv(rows: readonly Receipt[]): string {
  const lines = rows.map(row => COLUMNS.map(name => cell(name === 'at' ? new Date(row.at).toISOString() : row[name])));
  return [COLUMNS.join(','), ...lines.map(line => line.join(','))].join('\r\n');
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
