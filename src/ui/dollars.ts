import { nanosPerDollar, scaledDecimal, type NanoUsd } from '../domain/money';

/** What was typed as dollars, such as `20`, `4.50` or `$3`; nothing where it is no amount. */
export const dollarsTyped = (text: string): NanoUsd | undefined => scaledDecimal(text.trim().replace(/^\$/, ''), 9);

/** An amount as it would be typed; empty where there is none. */
export const typedDollars = (amount: NanoUsd | undefined): string =>
  amount === undefined ? '' : String(amount / nanosPerDollar);
