import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  atTheEnd,
  mostTurns,
  opening,
  rangeOf,
  towardsNewer,
  towardsOlder,
  widened,
  windowAround,
} from '../../../src/ui/conversation/turn-window';

const keysUpTo = (count: number) => Array.from({ length: count }, (_, index) => `turn ${index}`);

test('never more turns in the DOM than allowed, and each one can be reached from both ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000 }), count => {
      const keys = keysUpTo(count);
      const seen = new Set<number>();
      let window = atTheEnd;
      const note = () => {
        const { from, to } = rangeOf(window, keys);
        expect(to - from).toBeLessThanOrEqual(mostTurns);
        for (let index = from; index < to; index++) seen.add(index);
      };
      note();
      for (let next = towardsOlder(window, keys); next; next = towardsOlder(window, keys)) {
        window = next;
        note();
      }
      expect(seen.size).toBe(count);
      expect(rangeOf(window, keys).from).toBe(0);
      for (let next = towardsNewer(window, keys); next; next = towardsNewer(window, keys)) window = next;
      expect(window).toEqual(atTheEnd);
    }),
    { seed: 20_261_125, numRuns: 30 },
  );
});

test('a conversation opens with a few turns and has as many as may be once the page was idle', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), count => {
      const keys = keysUpTo(count);
      expect(rangeOf(opening, keys)).toEqual({ from: Math.max(0, count - 12), to: count });
      let window = opening;
      for (let next = widened(window, keys); next; next = widened(window, keys)) {
        const [before, after] = [rangeOf(window, keys), rangeOf(next, keys)];
        expect(before.from - after.from).toBeLessThanOrEqual(12);
        expect(after.to).toBe(count);
        window = next;
      }
      expect(window).toEqual(atTheEnd);
    }),
    { seed: 20_261_125, numRuns: 30 },
  );
});

test('who scrolls up before the page was idle misses no turn', () => {
  const keys = keysUpTo(100);
  let window = opening;
  for (let next = towardsOlder(window, keys); next; next = towardsOlder(window, keys)) window = next;
  expect(rangeOf(window, keys)).toEqual({ from: 0, to: 100 });
});

test('a window on old turns stays where it is when a new message comes', () => {
  const keys = keysUpTo(500);
  const window = towardsOlder(atTheEnd, keys) ?? atTheEnd;
  expect(rangeOf(window, [...keys, 'new'])).toEqual(rangeOf(window, keys));
});

test('a window on old turns stays on them when still older ones are loaded before', () => {
  const keys = keysUpTo(500);
  const window = towardsOlder(atTheEnd, keys) ?? atTheEnd;
  const { to } = rangeOf(window, keys);
  const more = [...Array.from({ length: 50 }, (_, index) => `older ${index}`), ...keys];
  expect(rangeOf(window, more).to).toBe(to + 50);
});

test('a window around a turn holds it, however near an end it is', () => {
  const keys = keysUpTo(500);
  for (const index of [0, 1, 59, 60, 250, 439, 440, 499]) {
    const { from, to } = rangeOf(windowAround(index, keys), keys);
    expect(from).toBeLessThanOrEqual(index);
    expect(to).toBeGreaterThan(index);
    expect(to - from).toBeLessThanOrEqual(mostTurns);
  }
  expect(rangeOf(windowAround(250, keys), keys)).toEqual({ from: 190, to: 310 });
});
