import { nanosPerDollar, type NanoUsd } from '../../domain/money';
import { costsWords } from '../words/costs';
import { language } from '../words/language';

/** How many decimals a column of sums needs so that small sums do not read as nothing. */
export function decimalsFor(total: NanoUsd): 2 | 4 | 6 {
  if (total >= 10 * nanosPerDollar || total === 0) return 2;
  return total >= nanosPerDollar / 10 ? 4 : 6;
}

/** The smallest amount that `decimals` can show. */
export function unitOf(decimals: number): NanoUsd {
  return nanosPerDollar / 10 ** decimals;
}

/** Dollars with exactly so many decimals: figures of one column stand under each other. */
export function dollars(amount: NanoUsd, decimals: number): string {
  return new Intl.NumberFormat(language.value.locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / nanosPerDollar);
}

/** What some calls cost: at least that where a price is unknown, and no figure where none is known. */
export function costOfCalls(of: { calls: number; unknown: number }, cost: NanoUsd, decimals: number): string {
  const words = costsWords();
  if (of.calls > 0 && of.unknown === of.calls) return words.unknown;
  const shown = dollars(cost, decimals);
  return of.unknown > 0 ? words.orMore(shown) : shown;
}

/** Dollars with as many decimals as the amount has, at least two: for formulas. */
export function exactDollars(amount: NanoUsd): string {
  return new Intl.NumberFormat(language.value.locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: 9,
  }).format(amount / nanosPerDollar);
}

/** A difference, more is plus: to the last digit, or with exactly so many decimals. */
export function signedDollars(amount: NanoUsd, decimals?: number): string {
  return new Intl.NumberFormat(language.value.locale, {
    style: 'currency',
    currency: 'USD',
    signDisplay: 'exceptZero',
    minimumFractionDigits: decimals ?? 2,
    maximumFractionDigits: decimals ?? 9,
  }).format(amount / nanosPerDollar);
}

/** A calendar day in words; noon UTC so that no zone moves it. */
export function dayWords(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.value.locale, { ...options, timeZone: 'UTC' }).format(
    Date.parse(`${day}T12:00:00Z`),
  );
}
