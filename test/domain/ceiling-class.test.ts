import { expect, test } from 'vitest';
import { ceilingClassOf, mostInputOf, type Ceilinged } from '../../src/domain/ceiling-class';
import type { Price } from '../../src/domain/price';

const price: Price = {
  rates: { input: 3_000_000_000, output: 15_000_000_000 },
  tiers: [],
  source: { name: 'built-in', date: '2026-09-23', model: 'model-a', match: 'exact' },
};
const similar: Price = { ...price, source: { ...price.source, match: 'prefix' } };
const free: Price = { ...price, rates: { input: 0, output: 0 } };
const dearLater: Price = { ...free, tiers: [{ above: 200_000, rates: { input: 1, output: 1 } }] };
const plain: Ceilinged = { provider: 'anthropic', model: 'claude-sonnet-5-5', price, contextWindow: 200_000 };

test.each([
  ['text and own tools at a known price', plain, 'hard'],
  ['a model without a price', { provider: 'anthropic', model: 'claude-sonnet-5-5' }, 'none: no-price'],
  ['the price of a similar model', { ...plain, price: similar }, 'soft: similar-price'],
  ['a server nobody vouches for', { ...plain, provider: 'custom' }, 'soft: unknown-server'],
  ['a server of one’s own that costs nothing', { ...plain, provider: 'custom', price: free }, 'hard'],
  [
    'a model that is free only while its window is short',
    { ...plain, provider: 'custom', price: dearLater },
    'soft: unknown-server',
  ],
  ['a document without a formula', { ...plain, hasUncountedFiles: true }, 'soft: files'],
  [
    'one where the window is not known either',
    { provider: 'groq', model: 'x', price, hasUncountedFiles: true },
    'none: files',
  ],
] satisfies [string, Ceilinged, string][])('%s', (_, call, expected) => {
  const kind = ceilingClassOf(call);
  expect('because' in kind ? `${kind.is}: ${kind.because}` : kind.is).toBe(expected);
});

test.each([
  'openai/gpt-6-sol:online',
  'perplexity/sonar-pro',
  'gpt-5-search-api',
  'o4-mini-deep-research',
  'groq/compound-mini',
])('%s uses tools of its provider', model => {
  expect(ceilingClassOf({ ...plain, model })).toEqual({ is: 'soft', because: 'hosted-tools' });
});

test.each(['gpt-6-sol', 'claude-opus-5-5', 'anthropic/claude-sonnet-5-5', 'researcher-1', 'compounder'])(
  '%s does not',
  model => {
    expect(ceilingClassOf({ ...plain, model })).toEqual({ is: 'hard' });
  },
);

test('what cannot be counted is reckoned with as full windows', () => {
  expect(mostInputOf({ is: 'hard' }, 5_000, 200_000)).toBe(5_000);
  expect(mostInputOf({ is: 'soft', because: 'similar-price' }, 5_000, 200_000)).toBe(5_000);
  expect(mostInputOf({ is: 'soft', because: 'files' }, 5_000, 200_000)).toBe(200_000);
  expect(mostInputOf({ is: 'soft', because: 'hosted-tools' }, 5_000, 200_000)).toBe(800_000);
});
