import type { CostEntryRow } from '../domain/cost-entry';
import { canonicalJson } from '../lib/canonical-json';
import type { Workspace } from '../storage/open';
import { filePages, highWater } from '../storage/pages';
import type { Work } from './work';

/** The columns of the CSV, in order; money in nano-dollars, so that sums stay exact. */
const columns = {
  id: entry => entry.id,
  day_utc: entry => entry.dayUtc,
  day_local: entry => entry.dayLocal,
  kind: entry => entry.kind,
  corrects: entry => entry.corrects,
  agent: entry => entry.agent,
  conversation: entry => entry.conversation,
  provider: entry => entry.provider,
  model: entry => entry.model,
  purpose: entry => entry.purpose,
  attempt: entry => entry.attempt,
  input: entry => entry.usage?.input,
  cache_read: entry => entry.usage?.cacheRead,
  cache_write: entry => entry.usage?.cacheWrite,
  cache_write_hour: entry => entry.usage?.cacheWriteHour,
  output: entry => entry.usage?.output,
  reasoning: entry => entry.usage?.reasoning,
  basis: entry => entry.basis,
  cost_nanodollars: entry => entry.cost,
  low_nanodollars: entry => entry.low,
  high_nanodollars: entry => entry.high,
  provider_id: entry => entry.providerId,
  replica: entry => entry.replica,
  seq: entry => entry.seq,
  hash: entry => entry.hash,
} satisfies Record<string, (entry: CostEntryRow) => string | number | undefined>;

/**
 * The ledger as a file, entries by id: CSV (RFC 4180) for spreadsheets, or JSONL with each entry whole, as
 * docs/verify-ledger.mjs reads it.
 */
export async function exportCosts(ws: Workspace, format: 'csv' | 'jsonl', work: Work): Promise<Blob> {
  const water = await highWater(ws);
  const total = Math.max(
    1,
    water.heads.reduce((sum, head) => sum + head.seq, 0),
  );
  const pieces = [new Blob(format === 'csv' ? [csvLine(Object.keys(columns))] : [])];
  let done = 0;
  for await (const page of filePages(ws, 'cost', water)) {
    work.abort.throwIfAborted();
    // The pages of `cost` hold cost entries.
    const entries = page as CostEntryRow[];
    pieces.push(new Blob(entries.map(format === 'csv' ? entryLine : entry => `${canonicalJson(entry)}\n`)));
    done += entries.length;
    work.progress(done / total);
  }
  return new Blob(pieces, { type: format === 'csv' ? 'text/csv' : 'application/jsonl' });
}

const entryLine = (entry: CostEntryRow) => csvLine(Object.values(columns).map(read => read(entry)));

function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Begins what a spreadsheet would take for a formula: = + - @, TAB and CR, and their full-width forms. */
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** One cell of a CSV. Text that a spreadsheet would run gets a leading apostrophe (VAULT: Export and import). */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const guarded = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
