import { expect, test } from 'vitest';
import { exportWorkspace } from '../../src/exchange/export';
import { replaceByStaged } from '../../src/storage/restore';
import { answerRequests, openRequests } from '../../src/storage/requests';
import { appendEvents } from '../../src/storage/runs';
import { derivedId, type Id } from '../../src/domain/id';
import { keepAskedOnce, keepUnsent, readAskedOnce, readUnsent } from '../../src/storage/unsent';
import { freshWorkspace, hire, lead, model, say } from './workspace-fixture';

test('what composers hold is kept for each, the last writer wins, and nothing is left of an empty one', async () => {
  const ws = await freshWorkspace();
  const { conversation } = await say(ws, await hire(ws), 'Hello');
  await keepUnsent(ws, 'today', 'A task');
  await keepUnsent(ws, conversation, 'And');
  await keepUnsent(ws, conversation, 'And then?');
  expect(await readUnsent(ws, 'today')).toBe('A task');
  expect(await readUnsent(ws, conversation)).toBe('And then?');
  await keepUnsent(ws, 'today', '');
  expect(await readUnsent(ws, 'today')).toBe('');
  expect(await ws.db.unsent.count()).toBe(1);
});

test('a text is forgotten in the transaction that sends it, others stay', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await keepUnsent(ws, 'today', 'A task');
  const { conversation, message } = await say(ws, agent, 'A task', { from: 'today' });
  expect(await ws.db.unsent.count()).toBe(0);
  await keepUnsent(ws, conversation, 'half a thought');
  await say(ws, agent, 'Another text', { conversation, instead: message });
  expect(await readUnsent(ws, conversation)).toBe('half a thought');
});

test('a text that could not be sent is still kept', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await keepUnsent(ws, 'today', 'A task');
  ws.db.payload.hook('creating', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(say(ws, agent, 'A task', { from: 'today' })).rejects.toMatchObject({ code: 'storage-full' });
  expect(await readUnsent(ws, 'today')).toBe('A task');
});

test('unsent texts are in no file, and do not outlive the workspace that another takes the place of', async () => {
  const ws = await freshWorkspace();
  await keepUnsent(ws, 'today', 'nobody has seen this');
  const file = await exportWorkspace(ws, { abort: new AbortController().signal, progress: () => {} });
  expect(await file.text()).not.toContain('nobody has seen this');
  await replaceByStaged(ws, 'an empty file', ['00']);
  expect(await ws.db.unsent.count()).toBe(0);
});

test('how the next message alone is asked is kept apart from its text, and forgotten as a message is sent that is asked so', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const { conversation } = await say(ws, agent, 'Hello');
  const once = { conversation, of: model, asks: { effort: 'high', maxOutput: 900 } };
  await keepAskedOnce(ws, once);
  await keepUnsent(ws, conversation, 'half');
  await keepUnsent(ws, conversation, '');
  await say(ws, agent, 'asked as ever', { conversation, from: conversation });
  expect(await readAskedOnce(ws, conversation)).toEqual(once);
  await say(ws, agent, 'asked so', { conversation, from: conversation, asks: once.asks });
  expect(await readAskedOnce(ws, conversation)).toBeUndefined();
  await keepAskedOnce(ws, once);
  await keepAskedOnce(ws, { conversation, of: model });
  expect(await ws.db.unsent.count()).toBe(0);
});

/** A run that asks twice. */
async function askingTwice() {
  const ws = await freshWorkspace();
  const { run } = await say(ws, await hire(ws), 'Paint the fence.');
  const epoch = await lead(ws, run);
  const ids = ['a', 'b'].map(name => derivedId<'request'>('test', name)) as [Id<'request'>, Id<'request'>];
  await openRequests(
    ws,
    epoch,
    run,
    ids.map(request => ({ request, asks: 'approval' as const, body: {} })),
  );
  return { ws, run, epoch, ids };
}

test('what is typed for an answer is forgotten in the transaction of the decision, whatever decides it', async () => {
  const { ws, run, epoch, ids } = await askingTwice();
  const [first, second] = ids;
  await keepUnsent(ws, `said|${first}`, 'Not blue, but');
  await keepUnsent(ws, `input|${first}`, '{ "colour": "green" }');
  await keepUnsent(ws, `said|${second}`, 'Neither');
  await answerRequests(ws, run, [{ request: first, answer: 'approved' }]);
  expect(await ws.db.unsent.toCollection().primaryKeys()).toEqual([`said|${second}`]);
  await appendEvents(ws, epoch, run, [{ kind: 'run-cancelled' }]);
  expect(await ws.db.unsent.count()).toBe(0);
});

test('what is typed for an answer is kept where that could not be written, and not after it was', async () => {
  const { ws, run, ids } = await askingTwice();
  const [first] = ids;
  await keepUnsent(ws, `said|${first}`, 'Not blue, but');
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  ws.db.event.hook('creating', full);
  const answer = () => answerRequests(ws, run, [{ request: first, answer: 'rejected', said: 'Not blue.' }]);
  await expect(answer()).rejects.toMatchObject({ code: 'storage-full' });
  expect(await readUnsent(ws, `said|${first}`)).toBe('Not blue, but');
  ws.db.event.hook('creating').unsubscribe(full);
  await answer();
  await keepUnsent(ws, `said|${first}`, 'Not blue, but green');
  expect(await ws.db.unsent.count()).toBe(0);
});
