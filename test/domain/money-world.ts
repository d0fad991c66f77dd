import {
  admit,
  asideOf,
  bookedIn,
  countedCost,
  reservedIn,
  type BudgetRow,
  type ReservationRow,
  type Spender,
} from '../../src/domain/budget';
import { currentSpan, lookBack, type BudgetWindowRow } from '../../src/domain/budget-window';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import { dayIn } from '../../src/lib/day';
import type { Random } from './random';

/** The rules under test, as the storage transaction puts them together. A mutant takes the place of one. */
export interface Rules {
  admit: typeof admit;
  reservedIn: typeof reservedIn;
  currentSpan: typeof currentSpan;
  countedCost: typeof countedCost;
  bookedIn: typeof bookedIn;
  asideOf: typeof asideOf;
  lookBack: typeof lookBack<Entry>;
  release: (reservations: Map<string, ReservationRow>, id: string) => void;
}

export const rules: Rules = {
  admit,
  reservedIn,
  currentSpan,
  countedCost,
  bookedIn,
  asideOf,
  lookBack,
  release: (reservations, id) => void reservations.delete(id),
};

export const hour = 3_600_000;

/** A figure of a call, as far as the rules read it. */
export type Figure = Pick<CostEntryRow, 'basis' | 'cost' | 'high' | 'ceiling' | 'beside'>;

/** An entry of the ledger, as far as it tells the time. */
export interface Entry extends Pick<CostEntryRow, 'at' | 'basis' | 'kind'> {
  of: Spender;
}

/** What truly happened to one call, kept apart from all that the rules compute. */
export interface Truth {
  id: string;
  spender: Spender;
  ceiling: number;
  /** What it counts as: its ceiling while in flight, and what is known of it after. */
  counts: number;
  isFlying: boolean;
  /** Budget → label of the period it was admitted in. */
  periods: Map<string, string>;
  beside: Set<string>;
  /** The newest figure of it in the ledger. */
  entry?: Figure;
}

export interface World {
  rules: Rules;
  random: Random;
  now: number;
  latest: number;
  zone: string;
  budgets: BudgetRow[];
  windows: Map<string, BudgetWindowRow[]>;
  reservations: Map<string, ReservationRow>;
  calls: Truth[];
  ledger: Entry[];
  /** When the user said last that the clock is right. */
  right: number;
  /** When something was known of the time: by whose call, or for all by the user's word. */
  told: { at: number; of?: Spender; isWord?: boolean }[];
  /** Budget → the period it is in, as told by labels and not by spans. */
  periods: Map<string, { label: string; zone: string }>;
  violations: string[];
}

/** Days by the hour: the same instants come again and again. */
const days = new Map<string, string>();
export function dayAt(zone: string, at: number): string {
  const key = zone + at;
  const known = days.get(key) ?? dayIn(zone, at);
  days.set(key, known);
  return known;
}

export const lengths = { total: 0, month: 7, day: 10 } as const;

/** The period a budget is in: told by labels that only ever grow. */
export function periodOf(world: World, { id, window }: Pick<BudgetRow, 'id' | 'window'>): string {
  const at = Math.max(world.now, world.latest);
  const length = lengths[window];
  const known = world.periods.get(id);
  if (known && dayAt(known.zone, at).slice(0, length) <= known.label) return known.label;
  const label = dayAt(world.zone, at).slice(0, length);
  const isLater = known === undefined || label > known.label;
  // A zone that is still in a period that has ended here begins with the next one.
  const next = isLater ? label : dayAt(known.zone, at).slice(0, length);
  world.periods.set(id, { label: next, zone: world.zone });
  return next;
}

export const labelOfSpan = ({ from, to }: BudgetWindowRow): string =>
  from === '0000-01-01' ? '' : Date.parse(to) - Date.parse(from) > 2 * 24 * hour ? from.slice(0, 7) : from;
