import { expect, test } from 'vitest';
import { patchAgent } from '../../src/storage/agents';
import { costsOfAlikeTasks } from '../../src/storage/alike-tasks';
import type { NewCost } from '../../src/storage/acts';
import { answer, freshWorkspace, hire, lead, say } from './workspace-fixture';

test('a quote learns from the ended tasks of the same agent and model, else from agents of its template', async () => {
  const ws = await freshWorkspace();
  const [ada, bea, col] = [await hire(ws, 'Ada'), await hire(ws, 'Bea'), await hire(ws, 'Col')];
  await patchAgent(ws, ada, { body: { template: 'writer' } });
  await patchAgent(ws, bea, { body: { template: 'writer' } });
  const task = async (agent: typeof ada, cost: number, ends = true) => {
    const { run } = await say(ws, agent, 'Hello');
    await answer(ws, await lead(ws, run), run, 'Hi', { cost: { cost }, ends });
  };
  for (const cost of [5, 3, 9]) await task(ada, cost);
  await task(ada, 7, false);
  for (const cost of [20, 30]) await task(bea, cost);
  await task(col, 1);
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([5, 3, 9, 20, 30]);
  for (const cost of [4, 6]) await task(ada, cost);
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([5, 3, 9, 4, 6]);
  await patchAgent(ws, ada, { body: { model: 'another' } });
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([]);
});

test('a task of which a call has no known cost teaches no quote: it did cost more than its sum', async () => {
  const ws = await freshWorkspace();
  const ada = await hire(ws);
  const unknown = { cost: undefined, basis: 'unknown' } as const;
  const task = async (...costs: NewCost['cost'][]) => {
    const { run } = await say(ws, ada, 'Hello');
    const epoch = await lead(ws, run);
    for (const [at, cost] of costs.entries()) {
      const ends = at === costs.length - 1;
      await answer(ws, epoch, run, 'Hi', { cost: cost === undefined ? unknown : { cost }, ends });
    }
    return run;
  };
  for (const cost of [5, 3, 9, 4, 6]) await task(cost);
  const partly = await task(1, undefined);
  await task(undefined);
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([5, 3, 9, 4, 6]);
  // A row from before unknown costs were counted is told from its events.
  expect((await ws.db.run.get(partly))?.unknown).toBe(1);
  await ws.db.run.update(partly, { unknown: undefined });
  expect(await ws.db.run.get(partly)).not.toHaveProperty('unknown');
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([5, 3, 9, 4, 6]);
});

test('a colleague’s call of unknown cost keeps the task it was asked for out of the quote', async () => {
  const ws = await freshWorkspace();
  const [ada, bea] = [await hire(ws, 'Ada'), await hire(ws, 'Bea')];
  const { run, task } = await say(ws, ada, 'Hello');
  const epoch = await lead(ws, run);
  const { act } = await answer(ws, epoch, run, 'Hi', { cost: { cost: 2 } });
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([2]);
  const below = await say(ws, bea, 'Help');
  await ws.db.run.update(below.run, { parent: { run, act, above: [run, task] } });
  await answer(ws, await lead(ws, below.run), below.run, 'Done', { cost: { cost: undefined, basis: 'unknown' } });
  expect(await costsOfAlikeTasks(ws, ada)).toEqual([]);
});
