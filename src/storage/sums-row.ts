import { noCosts, type CostEntryRow, type CostSum, type RollupRow } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import { keysOf } from '../lib/entries';

/**
 * How sums lie in their table: a conversation's is a row; those of a month that differ in nothing but the day are one,
 * so that a year is few rows to read. What entries have added last lies in one row more, so that an entry writes one.
 */
export type SumsRow = Pick<RollupRow, 'id'> &
  Partial<RollupRow> & {
    days?: Readonly<Record<Day, readonly number[]>>;
    /** The newest entry of this installation's chain: all sums are up to date with it. In a row of its own, with `since`. */
    upTo?: Pick<CostEntryRow, 'replica' | 'seq' | 'hash'>;
    /** What entries have added and is not in the other rows yet: at most so many rows' sums, of one day. */
    since?: readonly SumsRow[];
  };

/** The id of the row that tells what the sums are up to date with; it goes when they are built anew. */
export const sumsEnd = 'up-to';

/** Rows with what entries have added since. */
export function withSince(rows: readonly SumsRow[], since: readonly SumsRow[] = []): SumsRow[] {
  const all = new Map(rows.map(row => [row.id, row]));
  for (const added of since) {
    const row = all.get(added.id);
    all.set(added.id, row ? sumOfBoth(row, added) : added);
  }
  return [...all.values()];
}

function sumOfBoth(row: SumsRow, added: SumsRow): SumsRow {
  if (!added.days) return { ...row, ...plus({ ...noCosts, ...row }, { ...noCosts, ...added }) };
  const days = { ...row.days };
  for (const [day, figures] of Object.entries(added.days))
    days[day] = Object.values(plus(named(days[day] ?? []), named(figures)));
  return { ...row, days };
}

function plus(one: CostSum, other: CostSum): CostSum {
  const sum = { ...noCosts };
  for (const name of keysOf(noCosts)) sum[name] = one[name] + other[name];
  return sum;
}

/** The sums of a row; one of an older version holds that of one day. */
export function sumsIn({ days, upTo, ...row }: SumsRow): RollupRow[] {
  if (upTo) return [];
  if (!days) return [{ ...noCosts, counted: row.cost ?? 0, scope: 'day', ...row }];
  const { agent, connection, model, purpose } = row;
  return Object.entries(days).map(([day, figures]) => {
    const id = day + row.id.slice(monthOf(day).length);
    return { id, scope: 'day', day, agent, connection, model, purpose, ...named(figures) };
  });
}

export const monthOf = (day: Day) => day.slice(0, 'YYYY-MM'.length);

/** What a month's row has for a day. */
export function named(figures: readonly number[]): CostSum {
  const sum = { ...noCosts };
  for (const [place, name] of keysOf(noCosts).entries()) sum[name] = figures[place] ?? 0;
  return sum;
}
