import { describe, expect, it } from 'vitest';

import { extractPrices } from '../../.ci/extract-prices.mjs';
import { costOf, ratesFor } from '../../src/domain/money';
import table from '../../src/providers/price-table.generated.json';
import { findPrice } from '../../src/providers/prices';

const at = Date.UTC(2026, 10, 25, 12);

function cost(
  provider: Parameters<typeof findPrice>[0],
  model: string,
  usage: Parameters<typeof costOf>[0],
  when = at,
) {
  const price = findPrice(provider, model, when);
  return price && costOf(usage, ratesFor(usage, price.rates, price.tiers));
}

describe('the built-in price table', () => {
  it('is what the installed package says', () => {
    expect(table).toEqual(JSON.parse(JSON.stringify(extractPrices())));
  });

  it('holds whole non-negative numbers only', () => {
    const figures = JSON.stringify(table.providers).match(/(?<=[[,])-?[\d.e+-]+(?=[\],])/g) ?? [];
    expect(figures.length).toBeGreaterThan(900);
    expect(figures.filter(figure => !/^\d+$/.test(figure))).toEqual([]);
  });
});

describe('finding a price', () => {
  it('agrees with sums done by hand', () => {
    // Sonnet 4.5 at $3 in, $15 out, $0.30 read, $3.75 and $6 write: 1,000 fresh, 10,000 read, 2,000 written, 500 out.
    const sonnet = { input: 1_000, cacheRead: 10_000, output: 500 };
    expect(cost('anthropic', 'claude-sonnet-4-5-20250929', { ...sonnet, cacheWrite: 2_000 })).toBe(21_000_000);
    expect(cost('anthropic', 'claude-sonnet-4-5', { ...sonnet, cacheWriteHour: 2_000 })).toBe(25_500_000);
    expect(cost('openai', 'gpt-5', { input: 4_040, cacheRead: 3_072, output: 463 })).toBe(10_064_000);
    expect(cost('google', 'gemini-2.5-pro', { input: 250_000, output: 1_000 })).toBe(640_000_000);
    expect(cost('google', 'models/gemini-2.5-pro', { input: 150_000, cacheRead: 100_000, output: 1_000 })).toBe(
      415_000_000,
    );
    expect(cost('xai', 'grok-3-mini', { input: 1, cacheRead: 11, output: 342 })).toBe(172_125);
  });

  it('says whether it knows the model or only its beginning', () => {
    const match = (model: string) => findPrice('anthropic', model, at);
    expect(match('claude-haiku-4-5-20251001')).toMatchObject({
      match: 'exact',
      model: 'claude-haiku-4-5',
      date: '2026-09-23',
    });
    expect(match('claude-sonnet-5-5')).toMatchObject({ match: 'prefix', model: 'claude-sonnet-5' });
    expect(match('claude-opus-5-5')).toMatchObject({ match: 'exact', model: 'claude-opus-5-5' });
  });

  it('does not guess: an unknown model, a router and a server of one’s own have no price', () => {
    expect(findPrice('anthropic', 'claude-fable-5-2', at)).toBeUndefined();
    expect(findPrice('openai', 'gpt-6-sol-pro', at)).toBeUndefined();
    expect(findPrice('openrouter', 'anthropic/claude-sonnet-4.5', at)).toBeUndefined();
    expect(findPrice('custom', 'gpt-5', at)).toBeUndefined();
  });

  it('knows what a model cost when', () => {
    const input = (when: number) => findPrice('openai', 'o3', when)?.rates.input;
    expect([input(Date.UTC(2025, 4, 1)), input(Date.UTC(2025, 5, 10))]).toEqual([10_000_000_000, 2_000_000_000]);
    const tiers = (when: number) => findPrice('anthropic', 'claude-opus-4-6', when)?.tiers.length;
    expect([tiers(Date.UTC(2026, 1, 1)), tiers(at)]).toEqual([1, 0]);
  });

  it('knows dearer hours of the day', () => {
    const output = (hour: number, minute = 0) =>
      findPrice('deepseek', 'deepseek-v4-flash', Date.UTC(2026, 10, 25, hour, minute))?.rates.output;
    expect([output(0, 59), output(1), output(3, 59), output(4)]).toEqual([
      660_000_000, 1_320_000_000, 1_320_000_000, 660_000_000,
    ]);
  });
});
