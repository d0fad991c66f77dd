import type { NanoUsd } from './money';

/** What an attempt cost, or that it did cost something and nobody knows what; neither where nothing was billed. */
export interface Charge {
  cost?: NanoUsd;
  unknown?: true;
}

/** Of a cost entry: absent where unknown. */
interface Costing {
  cost?: NanoUsd;
}

/** What the outcome of an attempt says of its entry; without one nothing was billed. */
export function chargeOf(entry: Costing | undefined): Charge {
  if (!entry) return {};
  return entry.cost === undefined ? { unknown: true } : { cost: entry.cost };
}

/** By how much an entry changes what its run has cost, in the place of one before it. */
export function changeOf(entry: Costing, before?: Costing): { cost: NanoUsd; unknown?: number } {
  const isUnknown = (one?: Costing) => Number(one !== undefined && one.cost === undefined);
  const unknown = isUnknown(entry) - isUnknown(before);
  return { cost: (entry.cost ?? 0) - (before?.cost ?? 0), ...(unknown === 0 ? {} : { unknown }) };
}
