import { expect, test } from 'vitest';
import type { OneTime } from '../../src/domain/budget';
import type { Id } from '../../src/domain/id';
import { budgetTables, writeIntent, writeOutcome, type NewCost } from '../../src/storage/acts';
import { bookCheck, settleCheck } from '../../src/storage/book-check';
import { listStandings, recountWindows } from '../../src/storage/budget-windows';
import { budgetId, dropBudget, setBudget, type NewBudget } from '../../src/storage/budgets';
import { commit } from '../../src/storage/commit';
import { bookCost, costTables, prepareBooking, writeLateUsage } from '../../src/storage/costs';
import type { Workspace } from '../../src/storage/open';
import { reprice } from '../../src/storage/repricing';
import { rebuildRollups } from '../../src/storage/rollups';
import { leaseRun } from '../../src/storage/runs';
import { setSetting } from '../../src/storage/settings';
import { bookUpperBounds } from '../../src/storage/upper-bounds';
import { freshId } from '../../src/storage/write';
import { answer, costOf, freshWorkspace, handClock, hire, intent, lead, say } from './workspace-fixture';

const monthly: NewBudget = { scope: 'workspace', window: 'month', limit: 20_000_000, warnAt: 0, consequence: 'ask' };
const hour = 3_600_000;
const day = 24 * hour;

async function begun() {
  const clock = handClock();
  const ws = await freshWorkspace({ now: clock.now });
  await setSetting(ws, 'zone', 'Europe/Berlin');
  const agent = await hire(ws);
  const { run } = await say(ws, agent, 'x');
  return { ws, clock, run, agent, epoch: await lead(ws, run) };
}

const source = { name: 'user', date: '2026-11-25', model: 'claude-sonnet-5', match: 'exact' } as const;
const priced = (cost: number) => ({ cost, basis: 'priced', source, rates: { input: 1, output: 1 } }) as const;

const book = async (ws: Workspace, epoch: number, run: Id<'run'>, cost: NewCost) => {
  const failed = { kind: 'act-failed', act: cost.act, attempt: 1, final: false } as const;
  const error = { code: 'stream-cut', retryable: true, parameters: {} } as const;
  await writeOutcome(ws, epoch, run, { events: [{ ...failed, error }], messages: [], cost });
};

/** What budgets stand at, also when it is counted anew from the ledger, and when the windows are gone, as in a new place. */
async function standing(ws: Workspace) {
  const look = async () => (await listStandings(ws)).map(({ window: { spent, beside } }) => ({ spent, beside }));
  const now = await look();
  await rebuildRollups(ws);
  await commit(ws, [...budgetTables, 'run'], () => recountWindows(ws));
  expect(await look()).toEqual(now);
  const kept = await ws.db['budget-window'].toArray();
  await ws.db['budget-window'].clear();
  expect(await look()).toEqual(now);
  await ws.db['budget-window'].bulkPut(kept);
  return now;
}

test('what was let through once counts beside the limit with its newest figure, whatever that comes from', async () => {
  const full = { ...monthly, limit: 10_000_000 };
  for (const scope of ['workspace', 'run'] as const) {
    const { ws, clock, run, epoch } = await begun();
    const budget: NewBudget = scope === 'run' ? { ...full, scope, of: run, window: 'total' } : full;
    await setBudget(ws, budget);
    await answer(ws, epoch, run, 'one', { ends: false, cost: { cost: 9_000_000 } });
    const act = freshId<'act'>(ws);
    const once = { budgets: [budgetId(budget)], ceiling: 9_000_000 };
    expect((await writeIntent(ws, epoch, run, intent(act), { once })).is).toBe('go');
    const torn = { basis: 'estimated', cost: 1_000_000, low: 0, high: 9_000_000 } as const;
    await book(ws, epoch, run, costOf(act, torn));
    expect(await standing(ws)).toEqual([{ spent: 18_000_000, beside: 9_000_000 }]);
    clock.turn(25 * hour);
    await bookUpperBounds(ws, { epoch, abort: new AbortController().signal });
    expect(await standing(ws)).toEqual([{ spent: 18_000_000, beside: 9_000_000 }]);
    await writeLateUsage(ws, run, costOf(act, { cost: 2_000_000 }));
    expect(await standing(ws)).toEqual([{ spent: 11_000_000, beside: 2_000_000 }]);
    const entry = (await ws.db.cost.toArray()).find(one => one.kind === 'correction');
    if (!entry) throw new Error('no correction');
    await reprice(ws, [{ entry, to: priced(1_000_000) }]);
    expect(await standing(ws)).toEqual([{ spent: 10_000_000, beside: 1_000_000 }]);
    // 1 million is left, as before.
    const ask = (ceiling: number) => writeIntent(ws, epoch, run, { ...intent(freshId(ws)), ceiling });
    expect((await ask(1_000_001)).is).toBe('ask');
    expect((await ask(1_000_000)).is).toBe('go');
  }
});

test('a call without a price counts as what the user set for one, until it has a price', async () => {
  const { ws, run, epoch } = await begun();
  await setBudget(ws, { ...monthly, perCall: 5_000_000 });
  const act = freshId<'act'>(ws);
  const { ceiling: _, ...unbound } = intent(act);
  expect((await writeIntent(ws, epoch, run, unbound)).is).toBe('go');
  const unpriced = { basis: 'unknown', cost: undefined, rates: undefined } as const;
  await book(ws, epoch, run, costOf(act, unpriced));
  expect(await standing(ws)).toEqual([{ spent: 5_000_000, beside: 0 }]);
  await dropBudget(ws, budgetId(monthly), true);
  await dropBudget(ws, budgetId(monthly), false);
  expect(await standing(ws)).toEqual([{ spent: 5_000_000, beside: 0 }]);
  const [entry] = await ws.db.cost.toArray();
  if (!entry) throw new Error('no entry');
  await reprice(ws, [{ entry, to: priced(10_000) }]);
  expect(await standing(ws)).toEqual([{ spent: 10_000, beside: 0 }]);
});

test('the test of a connection to a model without a price counts as what the user set for a call', async () => {
  const { ws } = await begun();
  await setBudget(ws, { ...monthly, perCall: 5_000_000 });
  const check = costOf(freshId(ws), { basis: 'unknown', cost: undefined, rates: undefined, purpose: 'check' });
  const { usage: _, ...before } = check;
  expect((await bookCheck(ws, before)).is).toBe('go');
  expect(await standing(ws)).toEqual([{ spent: 5_000_000, beside: 0 }]);
  await settleCheck(ws, check);
  expect(await standing(ws)).toEqual([{ spent: 5_000_000, beside: 0 }]);
  await settleCheck(ws, { ...check, basis: 'reported', cost: 7_000 });
  expect(await standing(ws)).toEqual([{ spent: 7_000, beside: 0 }]);
});

test('what others do after a gap of more than 36 hours does not say that the clock is right', async () => {
  const { ws, clock, run, agent, epoch } = await begun();
  const colleague = await hire(ws, 'Basil');
  const other = await say(ws, colleague, 'y');
  await leaseRun(ws, epoch, other.run);
  await setBudget(ws, { ...monthly, scope: 'agent', of: agent, window: 'day', limit: 1_000_000_000 });
  await setBudget(ws, { ...monthly, scope: 'agent', of: colleague, window: 'day', limit: 1_000_000_000 });
  const next = (whose = run, once?: OneTime) =>
    writeIntent(ws, epoch, whose, intent(freshId(ws)), once ? { once } : {});
  await answer(ws, epoch, run, 'one', { ends: false });
  await answer(ws, epoch, other.run, 'two', { ends: false });
  // Day by day: whoever is at work, nobody is asked.
  for (const _ of [1, 2, 3]) {
    clock.turn(day);
    await answer(ws, epoch, other.run, 'on', { ends: false });
  }
  expect((await next()).is).toBe('go');
  const entries = await ws.db.cost.orderBy('born').toArray();
  clock.turn(40 * day);
  const unbudgeted = await hire(ws, 'Cleo');
  const third = await say(ws, unbudgeted, 'z');
  await leaseRun(ws, epoch, third.run);
  await answer(ws, epoch, third.run, 'without a budget', { ends: false });
  const demo = costOf(freshId(ws), { basis: 'simulated', cost: 0 });
  const [row, booking] = [await ws.db.run.get(run), await prepareBooking(ws)];
  await commit(ws, costTables, () => bookCost(ws, row, booking, demo));
  const [first] = entries;
  if (!first) throw new Error('no entry');
  await reprice(ws, [{ entry: first, to: priced(1) }]);
  const asked = { is: 'ask', because: 'clock', clock: { last: entries.at(-1)?.at } };
  expect(await next()).toMatchObject(asked);
  expect(await next(other.run)).toMatchObject(asked);
  // Said once, it is said for all.
  expect((await next(run, { budgets: [], ceiling: 0, isClockRight: true })).is).toBe('go');
  expect((await next(other.run)).is).toBe('go');
});
