import type { RandomBytes } from '../../src/domain/id';

/** A number from 0 up to 1, the next of a seeded row. */
export type Random = () => number;

/** The same seed draws the same row (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes that are the same in every run: the same ids. */
export function seededRandom(seed: number): RandomBytes {
  const random = randomOf(seed);
  return size => Uint8Array.from({ length: size }, () => whole(random, 256));
}

/** A whole number from 0 up to `below`. */
export const whole = (random: Random, below: number): number => Math.floor(random() * below);

export const chance = (random: Random, share: number): boolean => random() < share;

export function oneOf<One>(random: Random, all: readonly One[]): One {
  const one = all[whole(random, all.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}
