import { expect, test } from 'vitest';
import { patchAgent } from '../../src/storage/agents';
import { costsOfAlikeTasks } from '../../src/storage/alike-tasks';
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
