import { expect, test } from 'vitest';
import { playOnDatabase } from './money-schedules';

/** `npm run check:money` asks for more, from a seed of its own. */
const wanted: Readonly<Record<string, string | undefined>> = 'process' in globalThis ? process.env : {};
// In a real browser each takes many times as long.
const schedules = Number(wanted['RETINUE_SCHEDULES'] ?? ('process' in globalThis ? 200 : 20));
const seed = Number(wanted['RETINUE_SEED'] ?? Math.trunc(Math.random() * 1e9));

/**
 * A call that was set aside days before it ended once said that the clock was right; an agent's first day began after a
 * gap of others, and its second was to be asked about that.
 */
test('schedules that once found a fault find none', async () => {
  for (const found of [58258867, 928712048]) expect(await playOnDatabase(found)).toEqual([]);
});

test(
  'two engines on one database never pass a budget, and lose no cost',
  { timeout: 120_000 + 1_000 * schedules },
  async () => {
    const violations: string[] = [];
    for (let at = 0; at < schedules; at++)
      for (const one of await playOnDatabase(seed + at)) violations.push(`seed ${seed + at}: ${one}`);
    expect(violations).toEqual([]);
  },
);
