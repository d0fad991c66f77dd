import { expect, test } from 'vitest';
import { exportWorkspace } from '../../src/exchange/export';
import { replaceByStaged } from '../../src/storage/restore';
import { keepAskedOnce, keepUnsent, readAskedOnce, readUnsent } from '../../src/storage/unsent';
import { freshWorkspace, hire, model, say } from './workspace-fixture';

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
