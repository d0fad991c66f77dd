import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ceilingOf,
  costOf,
  nanoUsdFromDecimal,
  rateFromUsdPerToken,
  ratesFor,
  scaledDecimal,
} from '../../src/domain/money';
import { inputTokens } from '../../src/domain/usage';

/** $3 in, $15 out, $0.30 cache read, $3.75 and $6 cache write, per million; $10 per 1,000 searches. */
const sonnet = {
  input: 3_000_000_000,
  output: 15_000_000_000,
  cacheRead: 300_000_000,
  cacheWrite: 3_750_000_000,
  cacheWriteHour: 6_000_000_000,
  webSearch: 10_000_000_000,
};

const tokens = fc.integer({ min: 0, max: 5_000_000 });
const rate = fc.integer({ min: 0, max: 200_000_000_000 });

describe('the cost of a call', () => {
  it('adds every class at its own rate, by hand: $0.021 for 1,000 fresh, 10,000 cached, 2,000 written, 500 out', () => {
    expect(costOf({ input: 1_000, cacheRead: 10_000, cacheWrite: 2_000, output: 500 }, sonnet)).toBe(21_000_000);
  });

  it('charges a cache write for an hour at its own rate', () => {
    expect(costOf({ input: 1_000, cacheRead: 10_000, cacheWriteHour: 2_000, output: 500 }, sonnet)).toBe(25_500_000);
  });

  it('never charges reasoning a second time', () => {
    expect(costOf({ input: 0, output: 100, reasoning: 90 }, sonnet)).toBe(costOf({ input: 0, output: 100 }, sonnet));
  });

  it('counts searches per thousand', () => {
    expect(costOf({ input: 0, output: 0, webSearches: 3 }, sonnet)).toBe(30_000_000);
  });

  it('is unknown, not free, when a used class has no rate', () => {
    expect(costOf({ input: 10, cacheRead: 1, output: 0 }, { input: 1_000_000, output: 1_000_000 })).toBeUndefined();
  });

  it('rounds half to even, once', () => {
    expect(costOf({ input: 1, output: 0 }, { input: 500_000, output: 0 })).toBe(0);
    expect(costOf({ input: 3, output: 0 }, { input: 500_000, output: 0 })).toBe(2);
    expect(costOf({ input: 1, output: 1 }, { input: 500_000, output: 500_000 })).toBe(1);
  });

  it('is within half a nano-dollar of the exact sum for any usage and rates', () => {
    fc.assert(
      fc.property(tokens, tokens, tokens, rate, rate, rate, (input, cacheRead, output, a, b, c) => {
        const cost = costOf({ input, cacheRead, output }, { input: a, cacheRead: b, output: c });
        const exact = BigInt(input) * BigInt(a) + BigInt(cacheRead) * BigInt(b) + BigInt(output) * BigInt(c);
        const error = BigInt(cost ?? -1) * 1_000_000n - exact;
        expect(error <= 500_000n && error >= -500_000n).toBe(true);
      }),
      { verbose: true },
    );
  });
});

const ofEach = (figure: fc.Arbitrary<number>) =>
  fc.record({ input: figure, cacheRead: figure, cacheWrite: figure, cacheWriteHour: figure, output: figure });

describe('a ceiling', () => {
  it('is never below the cost of a call within its bounds', () => {
    fc.assert(
      fc.property(ofEach(tokens), ofEach(rate), (usage, rates) => {
        const cost = costOf(usage, rates) ?? Infinity;
        expect(ceilingOf(inputTokens(usage), usage.output, rates)).toBeGreaterThanOrEqual(cost);
      }),
    );
  });

  it('takes the dearer tier once the bound may pass its threshold', () => {
    const tiers = [{ above: 200_000, rates: { input: 6_000_000_000, output: 22_500_000_000 } }];
    expect(ceilingOf(200_001, 1_000, sonnet, tiers)).toBe(1_222_506_000);
  });
});

describe('tiers', () => {
  it('apply to the whole request by its input, cached or not', () => {
    const tiers = [{ above: 200_000, rates: { input: 2, output: 2 } }];
    expect(ratesFor({ input: 1, cacheRead: 200_000, output: 0 }, { input: 1, output: 1 }, tiers).input).toBe(2);
    expect(ratesFor({ input: 200_000, output: 9 }, { input: 1, output: 1 }, tiers).input).toBe(1);
  });

  it('are the highest that is passed, in whatever order they are listed', () => {
    const tiers = [300, 100, 200].map(above => ({ above, rates: { input: above, output: 1 } }));
    const chosen = [100, 101, 201, 301].map(
      input => ratesFor({ input, output: 0 }, { input: 1, output: 1 }, tiers).input,
    );
    expect(chosen).toEqual([1, 100, 200, 300]);
  });
});

describe('decimal figures', () => {
  it('are read exactly, with or without an exponent', () => {
    expect(nanoUsdFromDecimal('0.000172125')).toBe(172_125);
    expect(nanoUsdFromDecimal('1.5e-7')).toBe(150);
    expect(rateFromUsdPerToken('0.000003')).toBe(3_000_000_000);
    expect(rateFromUsdPerToken('0')).toBe(0);
  });

  it('are refused when they are no figure, negative or too large', () => {
    const read = ['', '.', '-1', 'NaN', '1e400', '1,5', '99999999999'].map(text => scaledDecimal(text, 9));
    expect(read).toEqual(read.map(() => undefined));
  });
});
