import type { CostEntryRow } from './cost-entry';
import type { Id, Day, Instant } from './id';
import type { NanoUsd } from './money';

/** How long a budget's limit holds before it begins anew. */
export type WindowKind = 'total' | 'day' | 'month';

/** Whole days, `to` excluded, as they are counted in `zone`. Days, not instants: a night of 23 or 25 hours is no matter. */
export interface WindowSpan {
  from: Day;
  to: Day;
  zone: string;
}

/** One window of a budget, with what was spent in it. Opened when the one before ends, and never again. */
export interface BudgetWindowRow extends WindowSpan {
  /** `budget|from`. */
  id: string;
  budget: Id<'budget'>;
  /** What its calls cost at most: an estimate counts with its upper bound, an unknown cost with what was set aside. */
  spent: NanoUsd;
  /** How much of `spent` the user let through once, beside the limit. */
  beside: NanoUsd;
  /** The user was told that little is left. */
  warned: boolean;
}

/** Where the ledger ended and what the clock says now, between which nothing is known. */
export interface ClockJump {
  last: Instant;
  now: Instant;
}

/** Milliseconds of such a gap beyond which the user is asked whether the clock is right, before a window moves. */
const longestGap = 36 * 3_600_000;

/** Whether the time since the last entry of a ledger is so long that the clock could have been put forward. 0: no entry yet. */
export const isJump = ({ last, now }: ClockJump): boolean => last > 0 && now - last > longestGap;

/** What an entry of a ledger says of the time. */
type TimedEntry = Pick<CostEntryRow, 'at' | 'basis' | 'kind'>;

/** Whether a call was really made then: the demo's are not. */
export const tellsTime = ({ basis }: Pick<CostEntryRow, 'basis'>): boolean => basis !== 'simulated';

/**
 * Looks back along a ledger, newest entry first, from `at` to the last call a budget was spent on (`isOwn`): was there a
 * gap that nobody was asked about? What others spent after it, or a later figure of an old call, was not asked about, so it
 * does not say that the clock is right; where each followed the one before it, or the user has said so (`right`), it is.
 */
export function lookBack<Entry extends TimedEntry>(at: Instant, right: Instant, isOwn: (entry: Entry) => boolean) {
  let later = at;
  let gap: ClockJump | undefined;
  return {
    /** Whether the entries up to this one are enough. */
    see(entry: Entry): boolean {
      if (!tellsTime(entry)) return false;
      const last = Math.max(entry.at, right);
      if (isJump({ last, now: later })) gap = { last, now: later };
      later = Math.min(later, last);
      return gap !== undefined || last === right || (entry.kind === 'call' && isOwn(entry));
    },
    gap: () => gap,
  };
}

/** The first and the last day a total is counted for. */
const always = { from: '0000-01-01', to: '9999-12-31' };

/** The key of a window. */
export const windowId = (budget: Id<'budget'>, from: Day) => `${budget}|${from}`;

/** The window that `day` is in. */
export function spanOf(kind: WindowKind, day: Day): Pick<WindowSpan, 'from' | 'to'> {
  switch (kind) {
    case 'total':
      return always;
    case 'day':
      return { from: day, to: dayAfter(day) };
    case 'month':
      return { from: `${day.slice(0, 8)}01`, to: monthAfter(day) };
  }
}

/**
 * The span a budget is in: its newest window as long as that has not ended in its own zone, else the next. A clock that
 * was set back reopens nothing, and a new zone takes effect with the next window, which never begins in one before.
 */
export function currentSpan(
  kind: WindowKind,
  newest: WindowSpan | undefined,
  zone: string,
  todayIn: (zone: string) => Day,
): WindowSpan {
  if (newest && todayIn(newest.zone) < newest.to) return newest;
  const today = todayIn(zone);
  return { ...spanOf(kind, newest && newest.to > today ? newest.to : today), zone };
}

function dayAfter(day: Day): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function monthAfter(day: Day): Day {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}
