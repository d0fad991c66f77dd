import { describe, expect, test } from 'vitest';
import type { LockLimits } from '../../src/domain/ports';
import { Locks } from '../../src/vault/inside/locks';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const limits: LockLimits = { screenIdleMs: 15 * minute, keyMaxMs: 12 * hour, stopWhenIdle: false };

function stage(wanted: Partial<LockLimits> = {}) {
  const seen: string[] = [];
  const clock = { now: Date.UTC(2026, 10, 25), steady: 0, working: false };
  const locks = new Locks(
    {
      now: () => clock.now,
      steady: () => clock.steady,
      working: () => clock.working,
      screen: () => seen.push('screen'),
      keys: () => seen.push('keys'),
    },
    { ...limits, ...wanted },
  );
  /** Ticks as the worker does. */
  const pass = (time: number) => {
    for (let left = time; left > 0; left -= 5 * second) {
      clock.now += 5 * second;
      clock.steady += 5 * second;
      locks.tick();
    }
  };
  return { seen, clock, locks, pass };
}

describe('the screen lock', () => {
  test('comes after the idle time and not before', () => {
    const { seen, pass } = stage();
    pass(15 * minute - 5 * second);
    expect(seen).toEqual([]);
    pass(5 * second);
    expect(seen).toEqual(['screen']);
  });

  test('is pushed out by input, not by work', () => {
    const { seen, clock, locks, pass } = stage();
    clock.working = true;
    pass(14 * minute);
    locks.touch();
    pass(14 * minute);
    expect(seen).toEqual([]);
    pass(minute);
    expect(seen).toEqual(['screen']);
  });

  test.each([
    ['the machine slept (its steady clock stood)', 8 * hour, 0],
    ['the machine slept (its steady clock ran)', 8 * hour, 8 * hour],
    ['the clock was set forward a day', 24 * hour, 5 * second],
    ['the machine slept for less than the idle time', 2 * minute, 0],
  ])('comes at once when %s', (_, now, steady) => {
    const { seen, clock, locks } = stage();
    clock.now += now;
    clock.steady += steady;
    locks.tick();
    expect(seen).toContain('screen');
  });

  test.each([
    ['a day', 24 * hour],
    ['ten years', 10 * 365 * 24 * hour],
  ])('still comes when the clock is set back %s', (_, back) => {
    const { seen, clock, pass } = stage();
    pass(10 * minute);
    clock.now -= back;
    pass(5 * minute);
    expect(seen).toEqual(['screen']);
  });
});

describe('the key lock', () => {
  test('comes at the greatest age of open keys, whatever the user does', () => {
    const { seen, clock, locks, pass } = stage();
    clock.working = true;
    for (let passed = 0; passed < 12 * hour; passed += 10 * minute) {
      expect(seen).toEqual([]);
      locks.touch();
      pass(10 * minute);
    }
    expect(seen).toEqual(['keys']);
  });

  test('comes with idleness only if the user chose so, and waits for work to end', () => {
    const { seen, clock, pass } = stage({ stopWhenIdle: true });
    clock.working = true;
    pass(20 * minute);
    expect(seen).not.toContain('keys');
    clock.working = false;
    pass(15 * minute);
    expect(seen).toContain('keys');
  });
});
