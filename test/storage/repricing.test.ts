import { expect, test } from 'vitest';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import type { Price } from '../../src/domain/price';
import { repriced } from '../../src/domain/repricing';
import { present } from '../../src/lib/entries';
import { entryHash } from '../../src/storage/chain';
import { writeIntent, writeOutcome } from '../../src/storage/acts';
import { commit } from '../../src/storage/commit';
import { writeLateUsage, type NewCost } from '../../src/storage/costs';
import { countedEntries } from '../../src/storage/ledger-days';
import type { Workspace } from '../../src/storage/open';
import { rebuildRuns, rebuiltTables } from '../../src/storage/rebuild';
import { reprice } from '../../src/storage/repricing';
import { rebuildRollups } from '../../src/storage/rollups';
import { sumsIn } from '../../src/storage/sums-row';
import { tasksAsSeen } from '../../src/storage/task-queries';
import { freshId } from '../../src/storage/write';
import { answer, costOf, freshWorkspace, hire, intent, lead, ledgerOf, say, sumsOf } from './workspace-fixture';

const half: Price = {
  rates: { input: 1_500_000_000, output: 7_500_000_000 },
  tiers: [],
  source: { name: 'user', date: '2026-11-25', model: 'claude-sonnet-5', match: 'exact' },
};
const unpriced: Partial<NewCost> = { basis: 'unknown', cost: undefined, rates: undefined };

async function repriceAll(ws: Workspace, price: Price): Promise<number> {
  const entries = await countedEntries(ws, '2026-11-01', '2026-11-30');
  const changes = entries.flatMap(entry => {
    const to = repriced(entry, price);
    return to ? [{ entry, to }] : [];
  });
  return reprice(ws, changes);
}

const inOrder = async (ws: Workspace): Promise<CostEntryRow[]> =>
  (await ws.db.cost.toArray()).sort((a, b) => a.seq - b.seq);

test('history gets another price by entries of its own: what was written stays, sums count the new figure once', async () => {
  const ws = await ledgerOf({}, unpriced);
  const before = await inOrder(ws);
  expect(await repriceAll(ws, half)).toBe(2);
  const after = await inOrder(ws);
  expect(after.slice(0, 2)).toEqual(before);
  expect(after.slice(2)).toMatchObject([
    { kind: 'repricing', corrects: before[0]?.id, cost: 2_250_000, basis: 'priced', source: { name: 'user' } },
    { kind: 'repricing', corrects: before[1]?.id, cost: 2_250_000, basis: 'priced', dayLocal: '2026-11-25' },
  ]);
  expect(after.map(entryHash)).toEqual(after.map(entry => entry.hash));
  const days = async () => (await sumsOf(ws)).flatMap(sumsIn).filter(row => row.scope === 'day' && row.calls > 0);
  const sums = await days();
  expect(sums).toMatchObject([{ calls: 2, unknown: 0, cost: 4_500_000 }]);
  await rebuildRollups(ws);
  expect(await days()).toEqual(sums);
});

test('the same price again changes nothing, and going back is one more entry', async () => {
  const ws = await ledgerOf({});
  await repriceAll(ws, half);
  expect(await repriceAll(ws, half)).toBe(0);
  const full = { ...half, rates: { input: 3_000_000_000, output: 15_000_000_000 } };
  expect(await repriceAll(ws, full)).toBe(1);
  expect((await countedEntries(ws, '2026-11-25', '2026-11-25')).map(entry => entry.cost)).toEqual([4_500_000]);
  expect(await countedEntries(ws, '2026-11-26', '2026-11-30')).toEqual([]);
});

test('what the provider reported, and what was cut off, does not depend on a price', async () => {
  const ws = await ledgerOf({ basis: 'reported', cost: 7 }, { basis: 'estimated', low: 1, high: 9_000_000 });
  expect(await repriceAll(ws, half)).toBe(0);
  expect(await ws.db.cost.count()).toBe(2);
});

test('a figure that came meanwhile is not priced over, and one that the provider reports wins over a new price', async () => {
  const ws = await ledgerOf({});
  const [entry] = await countedEntries(ws, '2026-11-25', '2026-11-25');
  const to = entry && repriced(entry, half);
  if (!entry?.run || !to) throw new Error('nothing to price');
  expect(await reprice(ws, [{ entry, to }])).toBe(1);
  await writeLateUsage(ws, entry.run, costOf(entry.act, { basis: 'reported', cost: 5_000_000 }));
  expect(await reprice(ws, [{ entry, to }])).toBe(0);
  expect((await countedEntries(ws, '2026-11-25', '2026-11-25')).map(one => one.cost)).toEqual([5_000_000]);
});

test('a run says how many of its calls have no known cost, and follows when they get a price', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { run, task } = await say(ws, agent, 'Hello');
  const epoch = await lead(ws, run);
  await answer(ws, epoch, run, 'Hi', { cost: unpriced, ends: false });
  await answer(ws, epoch, run, 'Hi again');
  const seen = async () => {
    const [row] = await tasksAsSeen(ws, present([await ws.db.task.get(task)]));
    return row && { cost: row.cost, unknown: row.unknown };
  };
  expect(await seen()).toEqual({ cost: 4_500_000, unknown: 1 });
  const rebuilt = () => commit(ws, rebuiltTables, () => rebuildRuns(ws, [run]));
  const { unknown: _, ...old } = (await ws.db.run.get(run))!;
  await ws.db.run.put(old);
  expect(await seen(), 'of a row that did not count them').toEqual({ cost: 4_500_000, unknown: 1 });
  await rebuilt();
  expect(await seen()).toEqual({ cost: 4_500_000, unknown: 1 });
  expect(await repriceAll(ws, half)).toBe(2);
  expect(await seen()).toEqual({ cost: 4_500_000, unknown: 0 });
  await rebuilt();
  expect(await seen()).toEqual({ cost: 4_500_000, unknown: 0 });
});

test('an unknown cost that was told late is counted once, whoever writes the outcome after it', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  for (const told of [unpriced, {}]) {
    const { run } = await say(ws, agent, 'Hello');
    const epoch = await lead(ws, run);
    const act = freshId<'act'>(ws);
    await writeIntent(ws, epoch, run, intent(act));
    await writeLateUsage(ws, run, costOf(act, told));
    const error = { code: 'interrupted', retryable: true, parameters: {} } as const;
    const failed = { act, attempt: 1, error, final: true };
    const events = [{ kind: 'act-failed', ...failed, unknown: true }, { kind: 'run-cancelled' }] as const;
    await writeOutcome(ws, epoch, run, { events: [...events], messages: [], cost: costOf(act, unpriced) });
    const { cost = 0 } = costOf(act, told);
    expect(await ws.db.run.get(run)).toMatchObject({ cost, unknown: told === unpriced ? 1 : 0 });
  }
});
