import type { Bill, BillFault, BillLine, BillReading, DecimalMark } from '../domain/bill';
import type { Day } from '../domain/id';
import { nanosPerDollar, scaledDecimal } from '../domain/money';
import type { BillColumns } from './bill-columns';
import { rowsAtOnce, type BillTable } from './bill-table';
import { decimalMarkOf, plainFigure } from './decimal-mark';
import { pause, type Work } from './work';

/** The decimal mark of a table's figures: as the user or the format says, else as they tell themselves. */
export function markOf(table: BillTable, reading: BillReading, columns: BillColumns): ReturnType<typeof decimalMarkOf> {
  const said = reading.mark ?? table.mark;
  return said ? { mark: said } : decimalMarkOf(figuresOf(table, reading, columns));
}

/** The lines of a table, read as `reading` says; or the first thing in it that cannot be read. */
export async function billOf(
  table: BillTable,
  reading: BillReading,
  { columns, mark }: { columns: BillColumns; mark: DecimalMark },
  work: Work,
): Promise<Bill | BillFault> {
  const lines: BillLine[] = [];
  const currency = otherCurrency(table, columns);
  if (currency !== undefined) return { because: 'currency', text: currency };
  const figure = reading.cost === undefined ? tokensOf(columns, mark) : moneyOf(table, reading, columns, mark);
  for (const [index, row] of table.rows.entries()) {
    if (index % rowsAtOnce === rowsAtOnce - 1) await pause(work);
    const dayText = row[reading.day] ?? '';
    // Sums below a table are not its lines.
    if (/^(sub|grand )?total|^sum\b|^$/i.test(dayText)) continue;
    const day = dayOf(dayText);
    if (day === undefined) return { because: 'day', line: index + 2, text: dayText.slice(0, 60) };
    const amount = figure.read(row);
    if (typeof amount === 'string') return { because: 'amount', line: index + 2, text: amount.slice(0, 60) };
    lines.push({ day, amount, ...aboutLine(row, reading, columns, mark) });
  }
  if (lines.length === 0) return { because: 'no-rows' };
  const measure = reading.cost === undefined ? 'tokens' : 'cost';
  return { provider: reading.provider, measure, lines, unit: figure.unit, partial: table.partial };
}

/** Reads a line's figure; a text is what could not be read. `unit`: by how much the file rounds. */
interface Figure {
  read(row: readonly string[]): number | string;
  unit: number;
}

/** Every figure of the table: one program wrote them all. */
function* figuresOf({ rows }: BillTable, { cost }: BillReading, columns: BillColumns): Generator<string> {
  const { besides, input, output, calls } = columns;
  const places = [cost, ...besides, ...input, ...output, calls].filter(place => place !== undefined);
  for (const row of rows) for (const place of places) yield row[place] ?? '';
}

function moneyOf(table: BillTable, { cost, unit }: BillReading, { besides }: BillColumns, mark: DecimalMark): Figure {
  const places = [...(cost === undefined ? [] : [cost]), ...besides];
  const scale = unit === 'cents' ? 7 : 9;
  const plain = (text: string) => plainFigure(text, mark);
  const decimals = table.rows.flatMap(row => places.map(place => decimalsOf(plain(row[place] ?? ''))));
  const finest = decimals.reduce((most, one) => Math.max(most, one), 0);
  return {
    unit: finest > scale ? 0 : nanosPerDollar / 10 ** (9 - scale) / 10 ** finest,
    read: row => sumOf(places.map(place => row[place] ?? '').map(text => signedDecimal(plain(text), scale) ?? text)),
  };
}

function tokensOf({ input, output }: BillColumns, mark: DecimalMark): Figure {
  return {
    unit: 0,
    read: row => sumOf([...input, ...output].map(place => row[place] ?? '').map(text => countOf(text, mark) ?? text)),
  };
}

function sumOf(figures: readonly (number | string)[]): number | string {
  let sum = 0;
  for (const figure of figures) {
    if (typeof figure === 'string') return figure;
    sum += figure;
  }
  return sum;
}

/** A tool that runs at the provider, by the words of a line. */
const hostedTool = /web.?search|search.?(calls|requests)|code.?(execution|interpreter)|container|file.?search|tool/i;
const standardTier = /^(standard|default|auto|false|)$/i;

function aboutLine(row: readonly string[], { model }: BillReading, columns: BillColumns, mark: DecimalMark) {
  const kind = columns.kinds.map(place => row[place] ?? '').join(' ');
  const name = model === undefined ? '' : (row[model] ?? '');
  const hosted = hostedTool.test(kind);
  const calls = columns.calls === undefined ? undefined : countOf(row[columns.calls] ?? '', mark);
  const input = columns.input.map(place => countOf(row[place] ?? '', mark) ?? 0);
  return {
    // OpenAI's line items: "gpt-5-mini-2025-08-07, input"; one that names a tool names no model.
    model: hosted && model !== undefined && columns.kinds.includes(model) ? '' : (name.split(',')[0] ?? '').trim(),
    hosted,
    otherTier: columns.tiers.some(place => !standardTier.test(row[place] ?? '')),
    ...(calls === undefined ? {} : { calls }),
    ...(input.length === 0 ? {} : { input: input.reduce((sum, one) => sum + one, 0) }),
  };
}

function otherCurrency({ rows }: BillTable, { currency }: BillColumns): string | undefined {
  if (currency === undefined) return undefined;
  return rows.map(row => row[currency] ?? '').find(text => !/^(usd|us dollars?|\$|)$/i.test(text));
}

/** Whole tokens or requests; nothing counts as none. */
function countOf(text: string, mark: DecimalMark): number | undefined {
  const plain = plainFigure(text, mark);
  return /^\d{1,15}(\.0+)?$/.test(plain) ? Math.trunc(Number(plain)) : undefined;
}

/** Longer than any amount: digits beyond are no money, and dear to read. */
const longestAmount = 60;

/** `text` × 10^`places`, exactly; rounded half-even past the last place. */
function signedDecimal(text: string, places: number): number | undefined {
  if (text.length > longestAmount) return undefined;
  const isNegative = text.startsWith('-');
  const amount = scaledDecimal(isNegative ? text.slice(1) : text, places);
  return amount === undefined || !isNegative ? amount : -amount;
}

/** Places behind the point; of a number in powers of ten more than any file rounds to. */
function decimalsOf(text: string): number {
  if (/e/i.test(text)) return 99;
  return (text.split('.')[1] ?? '').length;
}

/** A UTC day from a date, an instant (ISO 8601; without a zone it is UTC) or seconds or milliseconds since 1970. */
function dayOf(text: string): Day | undefined {
  const instant = instantOf(text);
  return instant === undefined || !Number.isFinite(instant) || Math.abs(instant) > 8e15
    ? undefined
    : new Date(instant).toISOString().slice(0, 10);
}

function instantOf(text: string): number | undefined {
  if (/^\d{10}$/.test(text)) return Number(text) * 1_000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const date =
    /^(\d{4})[-/](\d{2})[-/](\d{2})(?:$|[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$)/.exec(text);
  if (date) {
    const [, year, month, day, time = '00:00', zone = 'Z'] = date;
    return Date.parse(`${year}-${month}-${day}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  }
  // "Nov 17, 2026": months by name cannot be mistaken for days.
  return /^[A-Z][a-z]{2,8} \d{1,2}, \d{4}$/.test(text) ? Date.parse(`${text} UTC`) : undefined;
}
