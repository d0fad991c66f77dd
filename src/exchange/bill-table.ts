import type { BillFault, DecimalMark } from '../domain/bill';
import { AppError } from '../domain/error';
import { CsvFault, readCsv } from '../lib/csv';
import { readJsonFile } from './read-file';
import { pause, type Work } from './work';

/** A provider's file as a table, whatever it came as. */
export interface BillTable {
  headings: string[];
  /** Each as long as the headings. */
  rows: string[][];
  /** The file says that more pages follow. */
  partial: boolean;
  /** The decimal mark, where the format says it. */
  mark?: DecimalMark;
}

/** A bill beyond these is refused before it is understood: a month of a busy organisation has a few thousand lines. */
const limits = { packed: 10_000_000, unpacked: 10_000_000, rows: 50_000, columns: 100, cell: 2_000 };

/** Rows taken without a pause: the engine does nothing over 10 ms at a time. */
export const rowsAtOnce = 500;

/** Reads CSV or JSON, as the file begins. Never throws for what is wrong with the file. */
export async function readTable(file: Blob, work: Work): Promise<BillTable | BillFault> {
  if (file.size > limits.packed) return { because: 'too-large' };
  const narrow = await narrowed(file);
  const beginning = (await narrow.slice(0, 100).text()).replace(/^\ufeff/, '').trimStart();
  try {
    return /^[{[]/.test(beginning) ? await jsonTable(narrow, work) : await csvTable(narrow, work);
  } catch (error) {
    if (error instanceof CsvFault) return { because: 'broken' };
    if (!(error instanceof AppError) || !error.code.startsWith('file-')) throw error;
    return { because: error.code === 'file-too-large' ? 'too-large' : 'broken' };
  }
}

async function csvTable(file: Blob, work: Work): Promise<BillTable | BillFault> {
  const text = await textOf(file);
  // What no text holds: pictures, spreadsheets, archives.
  if (text === undefined || text.includes('\0')) return { because: 'not-text' };
  let headings: string[] | undefined;
  const rows: string[][] = [];
  for (const cells of readCsv(text)) {
    // A title above the table is no heading.
    if (!headings && cells.length === 1) continue;
    if (cells.length > limits.columns || rows.length >= limits.rows) return { because: 'too-large' };
    if (headings) rows.push(evenRow(cells, headings.length));
    else headings = cells.map(cell => cut(cell.trim()));
    if (rows.length % rowsAtOnce === rowsAtOnce - 1) await pause(work);
  }
  if (!headings || rows.length === 0) return { because: 'no-rows' };
  return { headings, rows, partial: false };
}

/** What spreadsheets call Unicode text, and some shells write: UTF-16, by its byte order mark. As UTF-8. */
async function narrowed(file: Blob): Promise<Blob> {
  const [first = 0, second = 0] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const order = (first << 8) | second;
  if (order !== 0xfffe && order !== 0xfeff) return file;
  const decoder = new TextDecoder(order === 0xfffe ? 'utf-16le' : 'utf-16be', { fatal: true });
  try {
    return new Blob([decoder.decode(await file.arrayBuffer())]);
  } catch {
    return file; // half a character: no text in UTF-8 either, and told as such
  }
}

async function textOf(file: Blob): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

async function jsonTable(file: Blob, work: Work): Promise<BillTable | BillFault> {
  const value = await readJsonFile(file, { stream: () => undefined, flush: () => pause(work) }, work, limits);
  if (isRecord(value) && typeof value['format'] === 'string' && value['format'].startsWith('retinue'))
    return { because: 'workspace' };
  const found: Map<string, string>[] = [];
  const names = new Set<string>();
  for (const row of itemsOf(value)) {
    found.push(row);
    for (const name of row.keys()) names.add(name);
    if (found.length > limits.rows || names.size > limits.columns) return { because: 'too-large' };
    if (found.length % rowsAtOnce === 0) await pause(work);
  }
  if (found.length === 0) return { because: 'no-rows' };
  const headings = [...names];
  const rows = found.map(row => headings.map(heading => row.get(heading) ?? ''));
  return { headings, rows, partial: isRecord(value) && value['has_more'] === true, mark: '.' };
}

/**
 * The lines of a report: an array, or one under `data`; of a bucket of a day (OpenAI and Anthropic: `results`) each
 * result with the bucket's own fields. What is nested gets joined names: `amount_value`.
 */
function* itemsOf(value: unknown): Generator<Map<string, string>> {
  const items = isRecord(value) ? value['data'] : value;
  if (!Array.isArray(items)) return;
  for (const item of items.filter(isRecord)) {
    const { results, ...bucket } = item;
    if (!Array.isArray(results)) yield flat(item);
    else for (const result of results.filter(isRecord)) yield new Map([...flat(bucket), ...flat(result)]);
  }
}

function flat(record: Record<string, unknown>, before = ''): Map<string, string> {
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(record)) {
    const key = cut(before + name);
    if (isRecord(value)) for (const [inner, cell] of flat(value, `${key}_`)) cells.set(inner, cell);
    // A number's shortest text gives the decimal of the file back: no arithmetic is done on it.
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      cells.set(key, cut(String(value)));
  }
  return cells;
}

// A record of unknown fields is what any object of a checked JSON reader is.
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const evenRow = (cells: readonly string[], length: number) =>
  Array.from({ length }, (_, index) => cut((cells[index] ?? '').trim()));

const cut = (text: string) => text.slice(0, limits.cell);
