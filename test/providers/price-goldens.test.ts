import { describe, expect, it } from 'vitest';

import type { ProviderName } from '../../src/domain/connection';
import { costOf, ratesFor } from '../../src/domain/money';
import type { Usage } from '../../src/domain/usage';
import { findPrice } from '../../src/providers/prices';
import { goldens } from './price-goldens';

interface Golden {
  provider: ProviderName;
  model: string;
  at: number;
  usage: Usage;
  /** `1000×3 + 500×15`. */
  worked: string;
  /** Nano-dollars. */
  cost: number;
}

const lines = goldens.split('\n').filter(line => line !== '' && !line.startsWith('#'));
const rows = lines.map(line => ({ line: line.replaceAll(/ +/g, ' '), ...read(line) }));

function read(line: string): Golden {
  const [provider = '', model = '', at = '', usage = '', sum = ''] = line.split('|').map(cell => cell.trim());
  const words = usage.split(' ');
  const classes = words.flatMap((word, index) => (index % 2 === 0 ? [[word, Number(words[index + 1])] as const] : []));
  const [worked = '', cost = ''] = sum.split(' = ');
  return {
    provider: provider as ProviderName,
    model,
    at: Date.parse(`${at}Z`),
    usage: { input: 0, output: 0, ...Object.fromEntries(classes) },
    worked,
    cost: Number(cost),
  };
}

/** The sum as it stands in the line, in units of a ten-millionth of a nano-dollar: no rate has more than seven decimals. */
function workedOut(worked: string): bigint {
  const products = worked.split(' + ').map(product => {
    const [tokens = '', dollars = ''] = product.split('×');
    const [whole = '', decimals = ''] = dollars.split('.');
    return BigInt(tokens) * BigInt(whole + decimals.padEnd(10, '0'));
  });
  return products.reduce((sum, product) => sum + product, 0n);
}

describe('costs worked by hand', () => {
  it('are of all providers with prices here, and of every class', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows.map(row => row.provider))).toEqual(
      new Set(['anthropic', 'openai', 'google', 'groq', 'mistral', 'deepseek', 'xai']),
    );
    const classes = ['cacheRead', 'cacheWrite', 'cacheWriteHour', 'input', 'output', 'reasoning', 'webSearches'];
    expect(new Set(rows.flatMap(row => Object.keys(row.usage)))).toEqual(new Set(classes));
  });

  it.each(rows)('$line', ({ provider, model, at, usage, worked, cost }) => {
    // By hand, to within the rounding: half a nano-dollar.
    const error = workedOut(worked) - BigInt(cost) * 10_000_000n;
    expect(error <= 5_000_000n && error >= -5_000_000n).toBe(true);
    const price = findPrice(provider, model, at);
    expect(price && costOf(usage, ratesFor(usage, price.rates, price.tiers))).toBe(cost);
  });
});
