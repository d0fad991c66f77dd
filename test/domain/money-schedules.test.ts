import { expect, test } from 'vitest';
import { playSchedule } from './money-schedules';
import { rules, type Rules } from './money-world';

const seed = Math.trunc(Math.random() * 1e9);

test('no schedule passes a budget, is refused what fits, or loses a cost', () => {
  const violations: string[] = [];
  for (let at = 0; at < 20_000; at++)
    for (const one of playSchedule(seed + at)) violations.push(`seed ${seed + at}: ${one}`);
  expect(violations).toEqual([]);
});

const mutants: Record<string, Partial<Rules>> = {
  'a scope dropped': { admit: (standings, ...rest) => rules.admit(standings.slice(1), ...rest) },
  'booked at completion': { reservedIn: () => 0 },
  'a release forgotten': { release: () => {} },
  'freed twice': {
    release(reservations, id) {
      reservations.delete(id);
      const [next] = reservations.keys();
      if (next !== undefined) reservations.delete(next);
    },
  },
  'an estimate counted without its upper bound': { countedCost: ({ cost }) => cost ?? 0 },
  'a window reopened by a clock set back': {
    currentSpan: (kind, _, zone, todayIn) => rules.currentSpan(kind, undefined, zone, todayIn),
  },
  'what was let through once counted as if there were room': {
    bookedIn: (window, cost) => rules.bookedIn(window, cost),
  },
  'a later figure of what was let through once leaves the room it had': {
    asideOf: (cost, held) => ('attempt' in (held ?? {}) ? rules.asideOf(cost, held) : rules.asideOf(cost)),
  },
  'a call without a price booked without what was set aside': {
    asideOf: (cost, { beside } = {}) => rules.asideOf(cost, beside ? { beside } : {}),
  },
  'whoever was at work says that the clock is right': {
    lookBack: (at, right) => rules.lookBack(at, right, () => true),
  },
  'the demo says that the clock is right': {
    lookBack: (...from) => {
      const look = rules.lookBack(...from);
      return { ...look, see: entry => look.see({ ...entry, basis: 'priced' }) };
    },
  },
  'nobody is told that the clock is right': { lookBack: (at, _, isOwn) => rules.lookBack(at, 0, isOwn) },
};

test.each(Object.entries(mutants))('%s is caught within 10,000 schedules', (_, mutant) => {
  let caughtAfter = 0;
  while (caughtAfter < 10_000 && playSchedule(seed + caughtAfter, { ...rules, ...mutant }).length === 0)
    caughtAfter += 1;
  expect(caughtAfter, `seed ${seed}`).toBeLessThan(10_000);
});
