import { wording } from './language';

/** Prices in use, what another model would have cost, and pricing again. */
export const priceHistoryWords = wording('price-history', {
  title: 'Prices',
  model: 'Model',
  freshIn: 'Fresh in',
  cacheRead: 'Cache read',
  cacheWrite: 'Cache write',
  out: 'Out',
  source: 'Source',
  line: 'Dollars per million tokens, as a call made now would be priced.',
  unknown: 'unknown',
  change: 'Enter or update prices',

  whatIf: 'What if?',
  whatIfTitle: (month: string) => `What ${month} would have cost`,
  whatIfLine:
    'The same tokens at the price of another model. It would have read and written others: take it as a measure, not a promise.',
  otherModel: 'On this model',
  perMillion: (input: string, output: string) => `${input} in, ${output} out`,
  agent: 'Agent',
  was: 'As it was',
  would: 'Would be',
  apart: 'Apart',
  total: (month: string) => month,

  again: 'Price it again',
  againTitle: (month: string) => `Price ${month} again`,
  againLine:
    'Each of these calls gets a new entry at today’s price that counts in its place. What was written before stays in the ledger. Costs that a provider reported do not change.',
  nothing:
    'Today’s prices change nothing in this month, or lack a rate that its calls need, such as that of the cache.',
  calls: 'Calls',
  booked: 'Booked',
  now: 'At today’s price',
  withUnknown: (money: string, count: number) =>
    count === 1 ? `${money} and 1 unknown` : `${money} and ${count} unknown`,
  doIt: (count: number, shown: string) => (count === 1 ? 'Price 1 call again' : `Price ${shown} calls again`),
  done: (count: number, shown: string) =>
    count === 1 ? '1 call was priced again.' : `${shown} calls were priced again.`,
});
