import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteTask } from '../../src/domain/quote';
import { seededRandom } from './random';

const seed = 20_261_125;

test('fewer than five tasks make no quote', () => {
  expect(quoteTask([1, 2, 3, 4])).toEqual({ is: 'too-few', tasks: 4 });
});

test('five tasks do: half cost at most the middle one, and none more than the dearest', () => {
  expect(quoteTask([5, 1, 4, 2, 3])).toEqual({ is: 'known', tasks: 5, p50: 3, p95: 5, held: 0, quoted: 0 });
});

test('of alike tasks, in whatever spread, about 19 of 20 stay under what was quoted before them', () => {
  const random = seededRandom(7);
  for (const spread of [1, 3, 9]) {
    const costs = Array.from({ length: 400 }, () => Math.round(1e6 * (((random(1)[0] ?? 0) + 1) / 256) ** spread));
    const quote = quoteTask(costs);
    if (quote.is !== 'known') throw new Error('no quote');
    expect(quote.quoted).toBe(395);
    expect(quote.held / quote.quoted).toBeGreaterThan(0.92);
    expect(quote.held / quote.quoted).toBeLessThan(0.99);
  }
});

test('tasks that became dearer show that the quote did not hold, and the quote follows', () => {
  const quote = quoteTask([...Array.from({ length: 20 }, () => 10), ...Array.from({ length: 100 }, () => 90)]);
  expect(quote).toMatchObject({ p50: 90, p95: 90, quoted: 115 });
  expect(quote).not.toMatchObject({ held: 115 });
});

test('a quote lies among the costs it is made of, its half below its most, and counts no more than there were', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1e12), { minLength: 5, maxLength: 40 }), costs => {
      const quote = quoteTask(costs);
      if (quote.is !== 'known') throw new Error('no quote');
      expect(costs).toContain(quote.p50);
      expect(costs).toContain(quote.p95);
      expect(quote.p50).toBeLessThanOrEqual(quote.p95);
      expect(quote.held).toBeLessThanOrEqual(quote.quoted);
    }),
    { seed, numRuns: 100 },
  );
});
