import type { ReservationRow } from '../../src/domain/budget';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import type { LedgerLine } from '../support/loopback/ledger';

/** What the workspace knows of its calls: those that are booked, and those whose money is set aside. */
interface OurLedger {
  cost: readonly CostEntryRow[];
  reservation: readonly ReservationRow[];
}

/**
 * Where the stand-in's own count and our ledger disagree: there is a line for each call, and the sums are the same, to
 * the nano-dollar where we are sure and within its bounds where we had to estimate. What is in flight may have cost
 * anything up to what is set aside for it.
 */
export function disagreements({ cost, reservation }: OurLedger, lines: readonly LedgerLine[]): string[] {
  const figures = lastFigures(cost);
  const priced = figures.filter(entry => entry.basis !== 'unknown');
  const sure = priced.filter(entry => entry.basis !== 'estimated');
  const theirs = lines.filter(line => line.nanoUsd !== undefined);
  const faults: string[] = [];
  if (lines.length < sure.length || lines.length > figures.length + reservation.length)
    faults.push(`${lines.length} calls came; ${figures.length} are booked, ${reservation.length} in flight`);
  const provider = sum(theirs.map(line => line.nanoUsd));
  const low = sum(priced.map(entry => (entry.basis === 'estimated' ? entry.low : entry.cost)));
  const booked = sum(priced.map(entry => (entry.basis === 'estimated' ? entry.high : entry.cost)));
  const high = booked + sum(reservation.map(one => one.ceiling));
  if (provider < low || provider > high) faults.push(`the provider counts ${provider}, the ledger ${low} to ${high}`);
  return faults;
}

/** The figure that counts of each call: its newest correction's. The demo team's calls are none. */
function lastFigures(cost: readonly CostEntryRow[]): CostEntryRow[] {
  const last = new Map<string, CostEntryRow>();
  for (const entry of cost.toSorted((a, b) => (a.born < b.born ? -1 : 1))) last.set(entry.corrects ?? entry.id, entry);
  return [...last.values()].filter(entry => entry.basis !== 'simulated');
}

const sum = (values: readonly (number | bigint | undefined)[]) =>
  values.reduce<bigint>((all, one) => all + BigInt(one ?? 0), 0n);
