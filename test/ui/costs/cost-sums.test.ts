import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noCosts, type RollupRow } from '../../../src/domain/cost-entry';
import { apportion, cacheShare, costAt, daysOf, groupsOf, monthFrom, sumOf } from '../../../src/state/cost-sums';
import { decimalsFor, dollars, unitOf } from '../../../src/ui/costs/figures';
import { id } from '../conversation/rows';

const seed = 20_261_125;
const cents = unitOf(2);

test('shown amounts add up to the shown total, and none is off by a whole unit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50_000_000_000 }), { maxLength: 30 }), amounts => {
      const { parts, total } = apportion(amounts, cents);
      const exact = amounts.reduce((sum, amount) => sum + amount, 0);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(Math.abs(total - exact)).toBeLessThanOrEqual(cents / 2);
      parts.forEach((part, index) => expect(Math.abs(part - (amounts[index] ?? 0))).toBeLessThan(cents));
    }),
    { seed, numRuns: 500 },
  );
});

test('three half cents are shown as two cents in all', () => {
  const { parts, total } = apportion([5_000_000, 5_000_000, 5_000_000], cents);
  expect(total).toBe(20_000_000);
  expect(parts).toEqual([10_000_000, 10_000_000, 0]);
});

function row(fields: Partial<RollupRow>): RollupRow {
  return { id: '', scope: 'day', ...noCosts, ...fields };
}

test('groups hold every line once, the dearest first', () => {
  const one = id<'agent'>(1);
  const two = id<'agent'>(2);
  const rows = [
    row({ agent: one, cost: 5, calls: 1 }),
    row({ agent: two, cost: 9, calls: 2, unknown: 1 }),
    row({ agent: one, cost: 1, calls: 1 }),
  ];
  expect(groupsOf(rows, 'agent')).toMatchObject([
    { key: two, cost: 9, unknown: 1 },
    { key: one, cost: 6, calls: 2 },
  ]);
  expect(sumOf(rows)).toMatchObject({ cost: 15, calls: 4, unknown: 1 });
});

test('the cache share is of all input, and absent without any', () => {
  expect(cacheShare({ ...noCosts, input: 20, cacheRead: 60, cacheWrite: 20 })).toBe(0.6);
  expect(cacheShare(noCosts)).toBeUndefined();
});

test('at other rates what was cached for an hour costs what that costs there, else as any cached or fresh input', () => {
  const sum = { ...noCosts, input: 1_000, cacheWrite: 3_000, cacheWriteHour: 2_000 };
  const rates = { input: 1_000_000, output: 0 };
  expect(costAt(sum, { ...rates, cacheWrite: 1_250_000, cacheWriteHour: 2_000_000 })).toBe(6_250);
  expect(costAt(sum, { ...rates, cacheWrite: 1_250_000 })).toBe(4_750);
  expect(costAt(sum, rates)).toBe(4_000);
});

test('months have their days, leap years theirs, and years turn', () => {
  expect(daysOf('2028-02')).toHaveLength(29);
  expect(daysOf('2026-11').at(-1)).toBe('2026-11-30');
  expect(monthFrom('2026-01', -1)).toBe('2025-12');
  expect(monthFrom('2026-12', 1)).toBe('2027-01');
});

test('small sums get the decimals they need', () => {
  expect(dollars(3_100_000, decimalsFor(3_100_000))).toBe('$0.003100');
  expect(dollars(41_270_000_000, decimalsFor(41_270_000_000))).toBe('$41.27');
});
