import { describe, expect, test } from 'vitest';
import { inTurns, median, quantile, ratioOf } from '../../bench/stage/figures.mjs';

describe('figures of the bench', () => {
  test('the median of an even number of samples lies between the middle two', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('one slow sample moves the median of five by nothing and the 95th percentile by much', () => {
    expect(median([1, 1, 1, 1, 100])).toBe(1);
    expect(quantile([1, 1, 1, 1, 100], 0.95)).toBeCloseTo(80.2);
  });

  test('samples keep their order', () => {
    const samples = [3, 1, 2];
    quantile(samples, 0.5);
    expect(samples).toEqual([3, 1, 2]);
  });

  test('no sample is no figure', () => {
    expect(median([])).toBeNaN();
  });

  test('a ratio compares the same quantile of both sides', () => {
    const row = { what: '', against: '', unit: 'ms' as const, samples: [2, 4, 30], base: [1, 2, 3] };
    expect(ratioOf(row)).toBe(2);
    expect(ratioOf({ ...row, at: 1 })).toBe(10);
  });

  test('counterparts are sampled in turns, so that noise falls on both', async () => {
    const order: string[] = [];
    const sampler = (name: string) => () => Promise.resolve(order.push(name));
    const samples = await inTurns(2, { ours: sampler('ours'), theirs: sampler('theirs') });
    expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs']);
    expect(samples).toEqual({ ours: [1, 3], theirs: [2, 4] });
  });
});
