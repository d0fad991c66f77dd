import type { CostEntryRow } from './cost-entry';
import { inputBound } from './input-bound';
import { ceilingOf, costOf, ratesFor } from './money';
import type { Price } from './price';
import type { ModelReply } from './stream';
import { inputTokens, type Usage } from './usage';

/** The part of a cost entry that says how much. */
export type Booking = Pick<
  CostEntryRow,
  'usage' | 'rawUsage' | 'rates' | 'source' | 'cost' | 'low' | 'high' | 'ceiling' | 'basis'
>;

/** What is known of a call besides its reply. */
interface CallFacts {
  price?: Price;
  simulated: boolean;
  /** The ceiling it was sent under; nano-dollars. */
  ceiling?: number;
  /** UTF-8 bytes of the request body: a bound of its input tokens. */
  bytesOut: number;
  /** UTF-8 bytes of what arrived: a bound of its output tokens. */
  bytesIn: number;
}

/**
 * How much an attempt cost, and how sure that is: what the provider reported wins over our table, the table over an
 * estimate; without any price it is unknown, never 0 (MONEY: Ledger).
 */
export function book(reply: ModelReply, facts: CallFacts): Booking {
  const kept = {
    ...(reply.usage ? { usage: reply.usage } : {}),
    ...(reply.rawUsage === undefined ? {} : { rawUsage: reply.rawUsage }),
    ...(facts.ceiling === undefined ? {} : { ceiling: facts.ceiling }),
  };
  if (facts.simulated) return { ...kept, cost: 0, basis: 'simulated' };
  if (reply.reported !== undefined)
    return { ...kept, ...tableRates(reply, facts), cost: reply.reported, basis: 'reported' };
  if (!facts.price) return { ...kept, basis: 'unknown' };
  const { rates: base, tiers, source } = facts.price;
  const complete = reply.usage !== undefined && reply.stop !== undefined;
  const usage = complete ? (reply.usage ?? guess(facts)) : guess(facts, reply.usage);
  const rates = ratesFor(usage, base, tiers);
  const exact = costOf(usage, rates);
  // Bytes say little of a picture's tokens: no guess is above what the call could cost.
  const cost = reply.usage || exact === undefined ? exact : Math.min(exact, facts.ceiling ?? exact);
  if (cost === undefined) return { ...kept, rates, source, basis: 'unknown' };
  const priced = { ...kept, usage, rates, source, cost };
  if (complete && source.match === 'exact') return { ...priced, basis: 'priced' };
  if (complete) return { ...priced, basis: 'estimated' };
  const low = costOf({ input: reply.usage?.input ?? 0, output: 0 }, rates) ?? 0;
  const high = facts.ceiling ?? ceilingOf(inputBound({ bytes: facts.bytesOut }), facts.bytesIn, base, tiers);
  return { ...priced, low: Math.min(low, cost), high: Math.max(high, cost), basis: 'estimated' };
}

/** What our table would have priced a reported cost with: kept beside it, so that the difference can be shown. */
function tableRates({ usage }: ModelReply, { price }: CallFacts): Pick<Booking, 'rates' | 'source'> {
  return usage && price ? { rates: ratesFor(usage, price.rates, price.tiers), source: price.source } : {};
}

/** Typical bytes of UTF-8 text per token; for estimates only, never for ceilings. */
const bytesPerToken = 4;

/** Usage of a call that never said it: what it did report, and the rest from sizes. */
function guess(facts: CallFacts, partial?: Usage): Usage {
  const output = Math.max(partial?.output ?? 0, Math.ceil(facts.bytesIn / bytesPerToken));
  if (partial && inputTokens(partial) > 0) return { ...partial, output };
  return { input: Math.ceil(facts.bytesOut / bytesPerToken), output };
}
