import {
  modelKey,
  type Bill,
  type BillCause,
  type BillComparison,
  type BillDifference,
  type BillLine,
  type BillMeasure,
} from './bill';
import type { CostEntryRow } from './cost-entry';
import type { Day } from './id';
import { inputTokens } from './usage';

/** What stands on each side of one day and model. */
interface Cell {
  day: Day;
  model: string;
  here: number;
  low: number;
  high: number;
  calls: number;
  input: number;
  estimated: boolean;
  unknown: boolean;
  theirs: number;
  lines: number;
  theirCalls: number | undefined;
  theirInput: number | undefined;
  hosted: boolean;
  otherTier: boolean;
}

/** Our side of a comparison: entries of the ledger go in as they are read. */
interface Tally {
  /** In the order of their stamps: a correction counts in the place of what it corrects. */
  add(entry: CostEntryRow): void;
  compare(): BillComparison;
}

/** The first and the last day of a bill; `undefined` where it has no line. */
export function daysOfBill({ lines }: Bill): { from: Day; to: Day } | undefined {
  const days = lines.map(({ day }) => day).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Compares a bill with the ledger per UTC day and model, in whole units. `span` is that of the bill. */
export function tallyBill(bill: Bill, { from, to }: { from: Day; to: Day }): Tally {
  const namesModels = bill.lines.some(({ model }) => model !== '');
  const counted = new Map<string, CostEntryRow>();
  return {
    add(entry) {
      if (entry.provider !== bill.provider || entry.basis === 'simulated') return;
      if (entry.dayUtc >= from && entry.dayUtc <= to) counted.set(entry.corrects ?? entry.id, smallOf(entry));
    },
    compare() {
      const cells = new Map<string, Cell>();
      for (const line of bill.lines) addLine(cellOf(cells, line.day, line.model), line);
      for (const entry of counted.values())
        addEntry(cellOf(cells, entry.dayUtc, namesModels ? entry.model : ''), entry, bill.measure);
      const all = [...cells.values()].sort((a, b) => compareText(a.day, b.day) || compareText(a.model, b.model));
      const apart = all.filter(cell => cell.here !== cell.theirs);
      return {
        provider: bill.provider,
        measure: bill.measure,
        from,
        to,
        here: all.reduce((sum, cell) => sum + cell.here, 0),
        theirs: all.reduce((sum, cell) => sum + cell.theirs, 0),
        agreed: all.length - apart.length,
        differences: apart.map(cell => differenceOf(cell, bill)),
        partial: bill.partial,
      };
    },
  };
}

/** Many entries wait for the end of the tally: without what the provider said verbatim. */
function smallOf(entry: CostEntryRow): CostEntryRow {
  const { rawUsage: _, ...rest } = entry;
  return rest;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function cellOf(cells: Map<string, Cell>, day: Day, model: string): Cell {
  const key = `${day}|${modelKey(model)}`;
  const known = cells.get(key);
  if (known) return known;
  const ours = { here: 0, low: 0, high: 0, calls: 0, input: 0, estimated: false, unknown: false };
  const theirs = { theirs: 0, lines: 0, theirCalls: undefined, theirInput: undefined, hosted: false, otherTier: false };
  const cell = { day, model, ...ours, ...theirs };
  cells.set(key, cell);
  return cell;
}

function addLine(cell: Cell, { amount, calls, input, hosted, otherTier }: BillLine): void {
  cell.theirs += amount;
  cell.lines += 1;
  if (calls !== undefined) cell.theirCalls = (cell.theirCalls ?? 0) + calls;
  if (input !== undefined) cell.theirInput = (cell.theirInput ?? 0) + input;
  cell.hosted ||= hosted;
  cell.otherTier ||= otherTier;
}

function addEntry(cell: Cell, entry: CostEntryRow, measure: BillMeasure): void {
  const { usage, basis, cost, low, high, ceiling } = entry;
  const input = usage ? inputTokens(usage) : 0;
  const amount = measure === 'cost' ? (cost ?? 0) : input + (usage?.output ?? 0);
  const isBounded = measure === 'cost';
  cell.model = entry.model;
  cell.here += amount;
  cell.low += isBounded ? (low ?? cost ?? 0) : amount;
  cell.high += isBounded ? (high ?? cost ?? ceiling ?? 0) : amount;
  cell.calls += 1;
  cell.input += input;
  cell.estimated ||= basis === 'estimated';
  cell.unknown ||= isBounded && basis === 'unknown';
}

function differenceOf(cell: Cell, bill: Bill): BillDifference {
  const { day, model, here, theirs, low, high } = cell;
  return { day, model, here, theirs, low, high, cause: causeOf(cell, bill) };
}

function causeOf(cell: Cell, { unit, measure }: Bill): BillCause {
  const apart = cell.theirs - cell.here;
  if (cell.lines > 0 && cell.calls > 0) {
    if (measure === 'cost' && Math.abs(apart) <= roundingOf(cell, unit)) return 'rounding';
    if (cell.unknown) return 'no-price';
    if (cell.estimated && cell.theirs >= cell.low && cell.theirs <= cell.high) return 'estimated';
  }
  if (cell.hosted && apart > 0) return 'hosted-tools';
  if (cell.calls === 0) return 'other-use';
  if (cell.lines === 0) return 'not-billed';
  return causeByCounts(cell, apart, measure);
}

/** Each line can be off by half its last place, each of our own figures by half a nano-dollar. */
const roundingOf = ({ lines, calls }: Cell, unit: number) => Math.ceil((lines * unit + calls) / 2);

/** What the number of requests and tokens on either side tells. */
function causeByCounts(cell: Cell, apart: number, measure: BillMeasure): BillCause {
  const { calls, input, theirCalls, theirInput, otherTier } = cell;
  if ((theirCalls ?? calls) > calls || (theirInput ?? input) > input) return 'other-use';
  if ((theirCalls ?? calls) < calls || (theirInput ?? input) < input) return 'not-billed';
  if (otherTier || (theirInput === input && measure === 'cost')) return 'tier';
  return apart > 0 ? 'dearer' : 'cheaper';
}
