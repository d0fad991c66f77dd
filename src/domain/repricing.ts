import type { Basis, CostEntryRow } from './cost-entry';
import { costOf, ratesFor, type NanoUsd } from './money';
import type { Price } from './price';

/** What a call counts as at another price. */
export type Repriced = Required<Pick<CostEntryRow, 'rates' | 'source' | 'cost'>> & { basis: Basis };

/**
 * An entry at another price; `undefined` where that changes nothing, or where the price was not what made its cost: the
 * provider reported it, or its tokens were never told (a stream that was cut).
 */
export function repriced(entry: CostEntryRow, { rates: base, tiers, source }: Price): Repriced | undefined {
  const { usage, basis } = entry;
  if (!usage || !dependsOnPrice(entry)) return undefined;
  const rates = ratesFor(usage, base, tiers);
  const cost = costOf(usage, rates);
  const now: Basis = source.match === 'exact' ? 'priced' : 'estimated';
  if (cost === undefined || (cost === entry.cost && now === basis)) return undefined;
  return { rates, source, cost, basis: now };
}

function dependsOnPrice({ basis, low }: CostEntryRow): boolean {
  return basis === 'priced' || basis === 'unknown' || (basis === 'estimated' && low === undefined);
}

/** The calls of one model that another price would change. */
export interface RepricingLine {
  connection: CostEntryRow['connection'];
  model: string;
  calls: number;
  /** How many of them had no price. */
  unknown: number;
  before: NanoUsd;
  after: NanoUsd;
  source: Price['source'];
}
