import { expect, test } from 'vitest';
import { leftIn, warningDue, type Standing } from '../../src/domain/budget';
import { isJump, type BudgetWindowRow } from '../../src/domain/budget-window';
import type { Id } from '../../src/domain/id';

const id = 'budget' as Id<'budget'>;
const window = (more: Partial<BudgetWindowRow>): BudgetWindowRow => ({
  id: 'budget|2026-11-01',
  budget: id,
  from: '2026-11-01',
  to: '2026-12-01',
  zone: 'UTC',
  spent: 0,
  beside: 0,
  warned: false,
  ...more,
});

test('what is left is the limit and what was let through beside it, less all that is spent, set aside and held', () => {
  const budget: Standing['budget'] = {
    id,
    scope: 'workspace',
    window: 'month',
    limit: 100,
    warnAt: 80,
    consequence: 'ask',
  };
  expect(leftIn({ budget, window: window({ spent: 60, beside: 10 }), reserved: 5, held: 7 })).toBe(38);
});

test('the user is warned once, from the share on that he set, whatever he let through beside the limit', () => {
  const budget = { limit: 100, warnAt: 80 };
  const isDue = (more: Partial<BudgetWindowRow>) => warningDue(budget, window(more));
  expect([isDue({ spent: 79 }), isDue({ spent: 80 }), isDue({ spent: 80, warned: true })]).toEqual([
    false,
    true,
    false,
  ]);
  expect([isDue({ spent: 89, beside: 10 }), isDue({ spent: 90, beside: 10 })]).toEqual([false, true]);
  expect(warningDue({ limit: 100, warnAt: 0 }, window({ spent: 100 }))).toBe(false);
});

test('more than 36 hours without an entry could be a clock that was put forward', () => {
  const gap = 36 * 3_600_000;
  expect([isJump({ last: 1, now: 1 + gap }), isJump({ last: 1, now: 2 + gap })]).toEqual([false, true]);
  expect(isJump({ last: 0, now: 2 + gap })).toBe(false);
});
