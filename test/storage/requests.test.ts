import { expect, test } from 'vitest';
import { derivedId, type Id } from '../../src/domain/id';
import { approvedInputs } from '../../src/storage/grants';
import { requestQueries } from '../../src/storage/request-queries';
import { answerRequests, openRequests } from '../../src/storage/requests';
import { freshWorkspace, hire, lead, say } from './workspace-fixture';

const tool = 'test/paint';

/** A run that has asked so many times, in order; as in the engine, the ids of its requests are hashes. */
async function asking(count: number) {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { run } = await say(ws, agent, 'Paint the fence.');
  const epoch = await lead(ws, run);
  const requests: Id<'request'>[] = [];
  for (let number = 0; number < count; number++) {
    const request = derivedId<'request'>('test', `${number}`);
    requests.push(request);
    await openRequests(ws, epoch, run, [{ request, asks: 'approval', tool, body: { tool, input: { number } } }]);
  }
  return { ws, agent, run, requests };
}

test('a pattern is learnt from the inputs that were approved last', async () => {
  const { ws, agent, run, requests } = await asking(30);
  for (const request of requests) await answerRequests(ws, run, [{ request, answer: 'approved' }]);
  expect(await approvedInputs(ws, agent, tool)).toEqual(
    Array.from({ length: 20 }, (_, index) => ({ number: index + 10 })),
  );
});

test('the first answer holds, and whoever gives another is told that it does not', async () => {
  const { ws, run, requests } = await asking(2);
  const [first, second] = requests as [Id<'request'>, Id<'request'>];
  expect(await answerRequests(ws, run, [{ request: first, answer: 'rejected', said: 'Not blue.' }])).toEqual([]);
  const both = [first, second].map(request => ({ request, answer: 'approved' as const }));
  expect(await answerRequests(ws, run, both)).toEqual([first]);
  const { conversation } = (await ws.db.run.get(run)) ?? {};
  const views = conversation ? await requestQueries(ws).requests(conversation) : [];
  expect(views.map(({ row, said }) => [row.answer, said])).toEqual([
    ['rejected', 'Not blue.'],
    ['approved', undefined],
  ]);
});

test('what has waited longest is in the inbox, however much waits', async () => {
  const { ws, requests } = await asking(60);
  expect((await requestQueries(ws).inbox()).map(({ row }) => row.id)).toEqual(requests.slice(0, 50));
});
