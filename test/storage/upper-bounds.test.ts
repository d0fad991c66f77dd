import { expect, test } from 'vitest';
import { setBudget } from '../../src/storage/budgets';
import { writeLateUsage, type NewCost } from '../../src/storage/costs';
import { takeLead } from '../../src/storage/lease';
import { rebuildRollups } from '../../src/storage/rollups';
import { sumsIn } from '../../src/storage/sums-row';
import { bookUpperBounds } from '../../src/storage/upper-bounds';
import { answer, costOf, freshWorkspace, handClock, hire, lead, say, sumsOf } from './workspace-fixture';

const day = 24 * 3_600_000;
const abort = new AbortController().signal;
const torn: Partial<NewCost> = { basis: 'estimated', cost: 2_000_000, low: 1_000_000, high: 9_000_000 };

/** A workspace under a limit, with an answer for each cost. */
async function spending(...costs: Partial<NewCost>[]) {
  const clock = handClock();
  const ws = await freshWorkspace({ now: clock.now });
  const agent = await hire(ws);
  const budget = { scope: 'workspace', window: 'total', limit: 50_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(ws, budget);
  const calls = [];
  for (const cost of costs) {
    const { run } = await say(ws, agent, 'Hello');
    calls.push({ run, ...(await answer(ws, await lead(ws, run), run, 'Hi', { cost })) });
  }
  const settle = async () => bookUpperBounds(ws, { epoch: await takeLead(ws), abort });
  const entries = async () => (await ws.db.cost.toArray()).sort((one, other) => one.seq - other.seq);
  return { ws, clock, calls, settle, entries };
}

test('a call whose usage nobody told for 24 hours is booked once, at the most it can have cost', async () => {
  const { ws, clock, calls, settle, entries } = await spending(torn, {}, { ...torn, low: undefined, high: undefined });
  clock.turn(day - 60_000);
  expect(await settle()).toBe(0);
  const written = await entries();
  const counted = async () => (await ws.db['budget-window'].toArray()).map(window => window.spent);
  const before = await counted();
  clock.turn(60_000);
  expect(await settle()).toBe(1);
  expect(await settle()).toBe(0);
  const after = await entries();
  expect(after.slice(0, -1)).toEqual(written);
  const high = { cost: 9_000_000, low: 1_000_000, high: 9_000_000, dayLocal: '2026-11-25' };
  expect(after.at(-1)).toMatchObject({ kind: 'upper-bound', corrects: written[0]?.id, basis: 'estimated', ...high });
  // A budget has counted it so from the first moment.
  expect(await counted()).toEqual(before);
  expect((await ws.db.run.get(calls[0]?.run ?? ''))?.cost).toBe(9_000_000);
  const sums = await sumsOf(ws);
  await rebuildRollups(ws);
  expect(await sumsOf(ws)).toEqual(sums);
});

test('who does not lead any more books nothing, and does not note how far it came', async () => {
  const { ws, clock, entries } = await spending({});
  clock.turn(2 * day);
  const epoch = await takeLead(ws);
  await takeLead(ws);
  await expect(bookUpperBounds(ws, { epoch, abort })).rejects.toMatchObject({ code: 'stale-epoch' });
  expect(await entries()).toHaveLength(1);
  expect(await ws.db.device.get('settled')).toBeUndefined();
});

test('a call that was made while the clock was ahead is not passed over', async () => {
  const { ws, clock, calls, settle } = await spending();
  const agent = await hire(ws);
  const call = async () => {
    const { run } = await say(ws, agent, 'Hello');
    calls.push({ run, ...(await answer(ws, await lead(ws, run), run, 'Hi', { cost: torn })) });
  };
  clock.turn(day / 2);
  await call();
  clock.turn(-day / 2);
  await call();
  clock.turn(1.25 * day);
  expect(await settle()).toBe(0);
  clock.turn(day / 2);
  expect(await settle()).toBe(2);
});

test('what the provider tells counts in its place, before and after', async () => {
  const { ws, clock, calls, settle, entries } = await spending(torn, torn);
  const tell = async (index: 0 | 1, cost: number) => {
    const call = calls[index];
    if (call) await writeLateUsage(ws, call.run, costOf(call.act, { basis: 'reported', cost }));
  };
  await tell(0, 3_000_000);
  clock.turn(2 * day);
  expect(await settle()).toBe(1);
  await tell(1, 4_000_000);
  const kinds = (await entries()).map(({ kind, cost }) => [kind, cost]);
  expect(kinds.slice(2)).toEqual([
    ['correction', 3_000_000],
    ['upper-bound', 9_000_000],
    ['correction', 4_000_000],
  ]);
  const days = (await sumsOf(ws)).flatMap(sumsIn).filter(row => row.scope === 'day');
  expect(days.reduce((sum, row) => sum + row.cost, 0)).toBe(7_000_000);
  expect((await ws.db['budget-window'].toArray()).map(window => window.spent)).toEqual([7_000_000]);
});
