import { expect, test } from 'vitest';
import { derivedId, type Id } from '../../src/domain/id';
import { mostAttempts } from '../../src/domain/next-move';
import { openCooldowns } from '../../src/engine/cooldown';

const connection = derivedId<'connection'>('test', 'crowded');
const runOf = (number: number) => derivedId<'run'>('test', String(number));
const minute = 60_000;

/** A provider that takes so many calls a minute, and names the next one when it refuses. */
function limited(most: number) {
  const taken = new Map<number, number>();
  return (at: number): number | undefined => {
    const window = Math.floor(at / minute);
    const count = taken.get(window) ?? 0;
    if (count >= most) return (window + 1) * minute;
    taken.set(window, count + 1);
    return undefined;
  };
}

/** Milliseconds until a provider has answered: meanwhile others ask. */
const latency = 2_000;

/** All runs ask at once, and each again when it is its turn. Answers how often each was refused, and when all were through. */
function play(runs: number, most: number) {
  let now = 30 * minute;
  const cooldowns = openCooldowns(() => now);
  const ask = limited(most);
  const refused = new Map<Id<'run'>, number>();
  /** What happens next: a run asks, or hears that it was refused until then. */
  const due: { at: number; run: Id<'run'>; until?: number }[] = [];
  for (let number = 0; number < runs; number++) due.push({ run: runOf(number), at: now });
  for (let next = due.shift(); next; next = due.shift()) {
    now = next.at;
    const { run, until } = next;
    const turn = until === undefined ? cooldowns.turn(connection, run) : cooldowns.add(connection, run, until);
    if (until !== undefined) refused.set(run, (refused.get(run) ?? 0) + 1);
    const refusal = turn > now ? undefined : ask(now);
    if (turn > now) due.push({ run, at: turn });
    else if (refusal !== undefined) due.push({ run, at: now + latency, until: refusal });
    due.sort((a, b) => a.at - b.at);
  }
  return { refusals: [...refused.values()], minutes: now / minute - 30 };
}

test('fifty runs over a connection that takes five calls a minute: none is refused as often as ends it, none waits for nothing', () => {
  const { refusals, minutes } = play(50, 5);
  expect(Math.max(...refusals)).toBeLessThan(mostAttempts);
  expect(minutes).toBeLessThan(11);
});

test('where the limit was a moment, the runs that wait come ever closer together', () => {
  const { refusals, minutes } = play(50, 45);
  expect(Math.max(...refusals)).toBe(1);
  expect(minutes).toBeLessThan(1.2);
});

test('once nobody waits any more, runs go as they come', () => {
  let now = 1_000;
  const cooldowns = openCooldowns(() => now);
  expect(cooldowns.turn(connection, runOf(1))).toBeLessThanOrEqual(now);
  const turn = cooldowns.add(connection, runOf(1), 5_000);
  expect(turn).toBe(5_000);
  expect(cooldowns.turn(connection, runOf(2)), 'the one behind it').toBe(6_000);
  now = 6_000;
  expect(cooldowns.turn(connection, runOf(1))).toBe(5_000);
  expect(cooldowns.turn(connection, runOf(2))).toBe(6_000);
  for (const number of [3, 4, 5]) expect(cooldowns.turn(connection, runOf(number))).toBe(0);
});

test('with each turn that is taken the next one comes closer', () => {
  let now = 1_000;
  const cooldowns = openCooldowns(() => now);
  for (const number of [1, 2]) cooldowns.add(connection, runOf(number), 5_000);
  now = 5_000;
  expect(cooldowns.turn(connection, runOf(1))).toBe(5_000);
  expect(cooldowns.turn(connection, runOf(3))).toBe(6_800);
});

test('a longer wait that was asked for earlier stays', () => {
  const cooldowns = openCooldowns(() => 0);
  cooldowns.add(connection, runOf(1), 9_000);
  expect(cooldowns.add(connection, runOf(2), 4_000)).toBeGreaterThanOrEqual(9_000);
  expect(cooldowns.turn(connection, runOf(3))).toBeGreaterThanOrEqual(9_000);
});
