import { inputTokens, type Usage } from './usage';

/** Whole billionths of a dollar. Sums stay exact up to nine million dollars. */
export type NanoUsd = number;

export const nanosPerDollar = 1_000_000_000;

/** Nano-dollars per million tokens; `webSearch` is nano-dollars per 1,000 searches. A missing class is not priced. */
export interface Rates {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: number;
  cacheWriteHour?: number;
  webSearch?: number;
}

/** Rates that hold for the whole request once its input passes `above` tokens. */
export interface RateTier {
  above: number;
  rates: Rates;
}

/** Whole nano-dollars from an exact rational: half-even, divided once. */
function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const doubled = (numerator % denominator) * 2n;
  if (doubled < denominator) return quotient;
  if (doubled > denominator) return quotient + 1n;
  return quotient % 2n === 0n ? quotient : quotient + 1n;
}

/**
 * What `usage` costs at `rates`, or `undefined` where a used class has no rate: an unknown price is never 0.
 * Exact: the sum over classes of tokens × rate, divided by a million once, rounded half-even.
 */
export function costOf(usage: Usage, rates: Rates): NanoUsd | undefined {
  const lines: [number, number | undefined][] = [
    [usage.input, rates.input],
    [usage.cacheRead ?? 0, rates.cacheRead],
    [usage.cacheWrite ?? 0, rates.cacheWrite],
    [usage.cacheWriteHour ?? 0, rates.cacheWriteHour ?? rates.cacheWrite],
    [usage.output, rates.output],
    [(usage.webSearches ?? 0) * 1_000, rates.webSearch],
    [usage.hostedCalls ?? 0, undefined],
  ];
  let sum = 0n;
  for (const [units, rate] of lines) {
    if (units === 0) continue;
    if (rate === undefined) return undefined;
    sum += BigInt(units) * BigInt(rate);
  }
  return Number(divideHalfEven(sum, 1_000_000n));
}

/** The rates that apply to a request of this size: the highest tier it passes, else `base`. */
export function ratesFor(usage: Usage, base: Rates, tiers: readonly RateTier[] = []): Rates {
  const size = inputTokens(usage);
  let chosen = base;
  let above = -1;
  for (const tier of tiers) {
    if (size > tier.above && tier.above > above) {
      chosen = tier.rates;
      above = tier.above;
    }
  }
  return chosen;
}

/** The most a call can cost: every input token at the dearest input class, every allowed output token. */
export function ceilingOf(maxInput: number, maxOutput: number, base: Rates, tiers: readonly RateTier[] = []): NanoUsd {
  const options = [base, ...tiers.filter(tier => maxInput > tier.above).map(tier => tier.rates)];
  const costs = options.map(rates => {
    const dearest = Math.max(rates.input, rates.cacheRead ?? 0, rates.cacheWrite ?? 0, rates.cacheWriteHour ?? 0);
    const exact = BigInt(maxInput) * BigInt(dearest) + BigInt(maxOutput) * BigInt(rates.output);
    return Number((exact + 999_999n) / 1_000_000n);
  });
  return Math.max(...costs);
}

/** Reads a decimal dollar figure such as `"0.000172125"` or `1.5e-7` exactly; rounds half-even past a nano-dollar. */
export function nanoUsdFromDecimal(text: string): NanoUsd | undefined {
  return scaledDecimal(text, 9);
}

/** Nano-dollars as decimal dollars, exactly: `0.000172125`. */
export function decimalDollars(amount: NanoUsd): string {
  const digits = String(amount).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '');
}

/** A price in USD per token (OpenRouter's form) as nano-dollars per million tokens. */
export function rateFromUsdPerToken(text: string): number | undefined {
  return scaledDecimal(text, 15);
}

/** `text` × 10^`places` as a whole number, half-even; `undefined` when it is no finite decimal ≥ 0 or too large. */
export function scaledDecimal(text: string, places: number): number | undefined {
  const match = /^\s*\+?(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?\s*$/i.exec(text);
  if (!match || `${match[1] ?? ''}${match[2] ?? ''}` === '') return undefined;
  const digits = BigInt(`${match[1] ?? ''}${match[2] ?? ''}`);
  const exponent = Number(match[3] ?? 0) - (match[2] ?? '').length + places;
  const value = exponent >= 0 ? digits * 10n ** BigInt(exponent) : divideHalfEven(digits, 10n ** BigInt(-exponent));
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;
}
