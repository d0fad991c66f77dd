import { expect, test } from 'vitest';
import type { CallsFilter } from '../../src/domain/calls-filter';
import { writeLateUsage } from '../../src/storage/costs';
import type { Workspace } from '../../src/storage/open';
import { openQueries } from '../../src/storage/open-queries';
import { openIndex } from '../../src/storage/workspaces';
import { answer, costOf, freshWorkspace, hire, lead, say } from './workspace-fixture';

const queriesOf = async (ws: Workspace) => openQueries(ws, await openIndex(ws));

test('calls come newest first, by page, by agent and by conversation', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const [ada, bea] = [await hire(ws, 'Ada'), await hire(ws, 'Bea')];
  for (const agent of [ada, bea, ada]) {
    const sent = await say(ws, agent, 'x');
    await answer(ws, await lead(ws, sent.run), sent.run, 'y');
  }
  const all = await queries.calls({ limit: 10 });
  expect(all.map(({ agentName }) => agentName)).toEqual(['Ada', 'Bea', 'Ada']);
  const before = all[0]?.entry.born ?? '';
  expect((await queries.calls({ limit: 1, before })).map(({ agentName }) => agentName)).toEqual(['Bea']);
  expect(await queries.calls({ limit: 10, agent: bea })).toHaveLength(1);
  const conversation = all[2]?.entry.conversation;
  expect(await queries.calls({ limit: 10, agent: bea, ...(conversation ? { conversation } : {}) })).toEqual([]);
  expect(await queries.costDays('2026-11-01', '2026-11-30')).toHaveLength(2);
  expect(await queries.costDays('2026-11-26', '2026-11-30')).toEqual([]);
});

test('calls are sorted by what they cost, over some days and by agent; of a corrected one the later figure', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const [ada, bea] = [await hire(ws, 'Ada'), await hire(ws, 'Bea')];
  for (const [agent, cost] of [
    [ada, 3],
    [bea, 9],
    [ada, 20],
  ] as const) {
    const sent = await say(ws, agent, 'x');
    const { act } = await answer(ws, await lead(ws, sent.run), sent.run, 'y', { cost: { cost } });
    if (cost === 20) await writeLateUsage(ws, sent.run, costOf(act, { basis: 'reported', cost: 5 }));
  }
  const days = { from: '2026-11-25', to: '2026-11-25' };
  const costs = async (filter: Partial<CallsFilter>, down = true) =>
    (await queries.calls({ limit: 10, sorted: { by: 'cost', down, ...days }, ...filter })).map(one => one.entry.cost);
  expect(await costs({})).toEqual([9, 5, 3]);
  expect(await costs({}, false)).toEqual([3, 5, 9]);
  expect(await costs({ limit: 1, agent: ada })).toEqual([5]);
  expect(await costs({ sorted: { by: 'cost', down: true, from: '2026-11-01', to: '2026-11-24' } })).toEqual([]);
});
