import { noCosts, type CostSum, type RollupRow } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import { costOf, type NanoUsd, type Rates } from '../domain/money';

/** What costs are split by. */
export type Split = 'agent' | 'model' | 'purpose';

export interface Group extends CostSum {
  /** The agent's id, the model's, or the purpose. */
  key: string;
}

export function sumOf(rows: readonly RollupRow[]): CostSum {
  return rows.reduce<CostSum>(
    (sum, row) => ({
      calls: sum.calls + row.calls,
      unknown: sum.unknown + row.unknown,
      estimated: sum.estimated + row.estimated,
      cost: sum.cost + row.cost,
      counted: sum.counted + row.counted,
      input: sum.input + row.input,
      cacheRead: sum.cacheRead + row.cacheRead,
      cacheWrite: sum.cacheWrite + row.cacheWrite,
      cacheWriteHour: sum.cacheWriteHour + row.cacheWriteHour,
      output: sum.output + row.output,
    }),
    noCosts,
  );
}

/** Rows by a key, in the order the keys first appear (`Map.groupBy` is younger than the oldest Node we run on). */
export function grouped(rows: readonly RollupRow[], keyOf: (row: RollupRow) => string): Map<string, RollupRow[]> {
  const groups = new Map<string, RollupRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Sums by agent, model or purpose, dearest first. */
export function groupsOf(rows: readonly RollupRow[], split: Split): Group[] {
  const groups = grouped(rows, row => row[split] ?? '');
  return [...groups]
    .map(([key, members]) => ({ key, ...sumOf(members) }))
    .toSorted((one, other) => other.cost - one.cost || other.calls - one.calls);
}

/** The share of all input that was read from a cache, 0 to 1; `undefined` without input. */
export function cacheShare({ input, cacheRead, cacheWrite }: CostSum): number | undefined {
  const all = input + cacheRead + cacheWrite;
  return all === 0 ? undefined : cacheRead / all;
}

/**
 * What the same tokens would have cost at other rates: one set for all sizes of request, without searches. Where there is
 * no rate for the cache, what it served or took is fresh input.
 */
export function costAt({ input, cacheRead, cacheWrite, cacheWriteHour, output }: CostSum, rates: Rates): NanoUsd {
  const { input: fresh } = rates;
  const usage = { input, cacheRead, cacheWrite: cacheWrite - cacheWriteHour, cacheWriteHour, output };
  return costOf(usage, { cacheRead: fresh, cacheWrite: fresh, ...rates }) ?? 0;
}

/** The days of a month (`YYYY-MM`), first to last. */
export function daysOf(month: string): Day[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
}

/** The month that lies `by` months from `month` (`YYYY-MM`). */
export function monthFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/**
 * Amounts as whole multiples of `unit` that add up to their rounded total: who lost most by rounding down gets the
 * rest. No figure is off by a whole unit.
 */
export function apportion(amounts: readonly NanoUsd[], unit: NanoUsd): { parts: NanoUsd[]; total: NanoUsd } {
  const total = Math.round(amounts.reduce((sum, amount) => sum + amount, 0) / unit);
  const floors = amounts.map(amount => Math.floor(amount / unit));
  let rest = total - floors.reduce((sum, floor) => sum + floor, 0);
  const byLoss = amounts
    .map((amount, index) => ({ index, loss: amount % unit }))
    .toSorted((one, other) => other.loss - one.loss);
  const parts = [...floors];
  for (const { index } of byLoss) {
    if (rest <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    rest -= 1;
  }
  return { parts: parts.map(part => part * unit), total: total * unit };
}
