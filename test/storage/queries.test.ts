import { expect, test } from 'vitest';
import { plainText } from '../../src/domain/part';
import { patchAgent } from '../../src/storage/agents';
import { patchConversation } from '../../src/storage/conversations';
import { follow } from '../../src/storage/follow';
import type { Workspace } from '../../src/storage/open';
import { openQueries } from '../../src/storage/open-queries';
import { appendEvents, leaseRun, readRun } from '../../src/storage/runs';
import { figures, fellBehind } from '../../src/storage/witness';
import { openIndex } from '../../src/storage/workspaces';
import { envelope, freshId } from '../../src/storage/write';
import { preparePayload } from '../../src/storage/payloads';
import { listedModel, saveModels } from '../../src/storage/connections';
import { sayOfModel } from '../../src/storage/model-word';
import { answer, freshWorkspace, hire, lead, model, say, textParts } from './workspace-fixture';
import type { MessageRow } from '../../src/domain/conversation';
import type { Id } from '../../src/domain/id';

const queriesOf = async (ws: Workspace) => openQueries(ws, await openIndex(ws));

test('boot shows how much there really is', async () => {
  const ws = await freshWorkspace();
  await say(ws, await hire(ws), 'Hello');
  expect(await (await queriesOf(ws)).boot()).toEqual({ agents: 1, memories: 0, conversations: 1, activity: 1 });
});

test('a connection comes into the feed when its models are first listed, not when a wrong key was tried', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  await hire(ws);
  const told = async () => (await queries.activity(10)).map(({ happened }) => happened.kind);
  expect(await told()).toEqual(['agent-hired']);
  await saveModels(ws, model.connection, []);
  await saveModels(ws, model.connection, []);
  expect(await told()).toEqual(['connection-added', 'agent-hired']);
});

test('the user’s word on a model stands over its list, and for a model that no list holds', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  await hire(ws);
  const { connection } = model;
  const listed = { id: model.model, name: 'Sonnet', tools: true, images: true };
  await saveModels(ws, connection, [listed]);
  await sayOfModel(ws, model, { images: false, efforts: ['low'] });
  await sayOfModel(ws, { connection, model: 'of my own' }, { contextWindow: 8_000 });
  const said = { ...listed, images: false, efforts: ['low'] };
  const own = { id: 'of my own', name: 'of my own', contextWindow: 8_000 };
  expect(await queries.models()).toEqual([
    { connection, info: said },
    { connection, info: own },
  ]);
  expect(await listedModel(ws, model)).toEqual(said);
  expect(await listedModel(ws, { connection, model: 'of my own' })).toEqual(own);
  await sayOfModel(ws, model, undefined);
  expect(await listedModel(ws, model)).toEqual(listed);
});

test('an agent shows what it does and what it cost this month', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const doing = async () => (await queries.agents())[0]?.doing;
  expect(await doing()).toBe('idle');
  const sent = await say(ws, agent, 'Hello');
  expect(await doing()).toBe('working');
  const epoch = await lead(ws, sent.run);
  await appendEvents(ws, epoch, sent.run, [{ kind: 'run-waiting', for: 'rate', until: 1 }]);
  expect(await doing()).toBe('waiting');
  await appendEvents(ws, epoch, sent.run, [{ kind: 'run-waiting', for: 'key-locked' }]);
  expect(await doing()).toBe('needs-you');
  await leaseRun(ws, epoch, sent.run);
  await answer(ws, epoch, sent.run, 'Hi');
  expect(await queries.agents()).toMatchObject([{ doing: 'idle', costThisMonth: 4_500_000, unknownThisMonth: 0 }]);
  expect(await queries.agent(agent)).toMatchObject({ versions: [{ number: 1 }], conversations: [{ cost: 4_500_000 }] });
});

test('retired agents come last and erased ones not at all', async () => {
  const ws = await freshWorkspace();
  const [one, two, three] = [await hire(ws, 'One'), await hire(ws, 'Two'), await hire(ws, 'Three')];
  await patchAgent(ws, one, { state: 'retired' });
  await patchAgent(ws, three, { gone: true });
  const views = await (await queriesOf(ws)).agents();
  expect(views.map(({ row }) => row.id)).toEqual([two, one]);
});

test('conversations come pinned first, then the latest; archived and erased ones apart', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const ids: Id<'conversation'>[] = [];
  for (const text of ['a', 'b', 'c', 'd']) ids.push((await say(ws, agent, text)).conversation);
  const [a, b, c, d] = ids as [Id<'conversation'>, Id<'conversation'>, Id<'conversation'>, Id<'conversation'>];
  await patchConversation(ws, a, { pinned: true });
  await patchConversation(ws, b, { archived: true });
  await patchConversation(ws, c, { gone: true });
  const titles = async (archived: boolean) =>
    (await queries.conversations({ archived, limit: 50 })).map(({ row }) => row.body.title);
  expect(await titles(false)).toEqual(['a', 'd']);
  expect(await titles(true)).toEqual(['b']);
  expect(await queries.conversations({ archived: false, agent, limit: 1 })).toMatchObject([{ row: { id: a } }]);
  expect(await queries.conversation(d)).toMatchObject({ doing: 'working', model, agentName: 'Ada' });
  expect((await queries.conversation(d))?.waiting).toHaveLength(1);
});

test('a run that goes on after it has written is no message that is queued', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const sent = await say(ws, await hire(ws), 'Hello');
  await ws.db.run.update(sent.run, { tip: freshId<'message'>(ws) });
  expect((await readRun(ws, sent.run)).row.phase).toBe('queued');
  expect(await queries.conversation(sent.conversation)).toMatchObject({ waiting: [] });
});

test('an answer nobody has seen is unread until it is read', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const sent = await say(ws, await hire(ws), 'Hello');
  expect(await queries.conversation(sent.conversation)).toMatchObject({ unread: false });
  await answer(ws, await lead(ws, sent.run), sent.run, 'Hi');
  expect(await queries.conversation(sent.conversation)).toMatchObject({ unread: true, windowTokens: 1_100 });
  await patchConversation(ws, sent.conversation, { readAt: ws.now() });
  expect(await queries.conversation(sent.conversation)).toMatchObject({ unread: false });
});

test('a conversation whose last run failed says why, until one succeeds', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const sent = await say(ws, agent, 'Hello');
  const epoch = await lead(ws, sent.run);
  const error = { code: 'no-credit', retryable: false, parameters: {} } as const;
  await appendEvents(ws, epoch, sent.run, [{ kind: 'run-failed', error }]);
  expect((await queries.conversation(sent.conversation))?.trouble).toEqual({ run: sent.run, error });
  const next = await say(ws, agent, 'Again', { conversation: sent.conversation });
  await leaseRun(ws, epoch, next.run);
  await answer(ws, epoch, next.run, 'Hi');
  expect(await queries.conversation(sent.conversation)).not.toHaveProperty('trouble');
});

test('today shows what runs, what needs the user, and what ended since', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const [one, two, three] = [await say(ws, agent, 'one'), await say(ws, agent, 'two'), await say(ws, agent, 'three')];
  const epoch = await lead(ws, one.run);
  await leaseRun(ws, epoch, two.run);
  const start = ws.now();
  await answer(ws, epoch, one.run, 'done');
  await appendEvents(ws, epoch, two.run, [{ kind: 'run-waiting', for: 'budget' }]);
  const today = await queries.today(start);
  const titles = (views: typeof today.running) => views.map(({ row }) => row.body.title);
  expect([titles(today.running), titles(today.needsYou), titles(today.finished)]).toEqual([
    ['three'],
    ['two'],
    ['one'],
  ]);
  expect(today.finished[0]).toMatchObject({ cost: 4_500_000, agentName: 'Ada', run: { id: one.run } });
  expect((await queries.today(ws.now())).finished).toEqual([]);
  expect(three.run).toBeDefined();
});

test('a demo call is in the calls, and in no sum', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const sent = await say(ws, await hire(ws), 'Hello', { simulated: true });
  await answer(ws, await lead(ws, sent.run), sent.run, 'Hi', { cost: { basis: 'simulated', cost: 0 } });
  expect(await queries.calls({ limit: 10 })).toHaveLength(1);
  expect(await queries.costDays('2026-01-01', '2026-12-31')).toEqual([]);
});

test('an unknown cost is counted as unknown, not as nothing', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const sent = await say(ws, await hire(ws), 'Hello');
  await answer(ws, await lead(ws, sent.run), sent.run, 'Hi', { cost: { basis: 'unknown', cost: undefined } });
  expect(await queries.conversation(sent.conversation)).toMatchObject({ cost: 0, unknownCosts: 1 });
  expect(await queries.conversations({ archived: false, limit: 5 })).toMatchObject([{ cost: 0, unknownCosts: 1 }]);
  expect(await queries.agents()).toMatchObject([{ unknownThisMonth: 1 }]);
});

test('the end of a conversation of 600 messages is read without reading the rest', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const { conversation, message } = await say(ws, agent, 'first');
  const payload = await preparePayload(ws, { parts: textParts('more') });
  await ws.db.payload.put(payload);
  let parent = message;
  const rows: MessageRow[] = [];
  for (let number = 1; number < 600; number++) {
    const row = envelope(ws, freshId<'message'>(ws));
    rows.push({
      ...row,
      conversation,
      parent,
      role: number % 2 ? 'agent' : 'user',
      payload: payload.id,
      simulated: false,
    });
    parent = row.id;
  }
  await ws.db.message.bulkAdd(rows);
  await patchConversation(ws, conversation, { leaf: parent });
  const read = new Set<unknown>();
  ws.db.message.hook('reading', row => {
    read.add(row.id);
    return row;
  });
  const { messages, more } = await queries.transcript(conversation, 50);
  expect(messages).toHaveLength(50);
  expect(messages.at(-1)?.row.id).toBe(parent);
  expect(more).toBe(true);
  expect(read.size).toBeLessThan(200);
  const whole = await queries.transcript(conversation, 1_000);
  expect(whole.more).toBe(false);
  expect(plainText(whole.messages[0]?.body.parts ?? [])).toBe('first');
  expect(whole.messages).toHaveLength(600);
});

test('a branch that bites its own tail, as a forged file may hold, ends', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const one = await say(ws, agent, 'one');
  const two = await say(ws, agent, 'two', { conversation: one.conversation });
  await ws.db.message.update(one.message, { parent: two.message });
  expect((await queries.transcript(one.conversation, 50)).messages).toHaveLength(2);
});

test('a followed query runs again when any row it read changes, early or late, and stops when it is left', async () => {
  const ws = await freshWorkspace();
  const queries = await queriesOf(ws);
  const agent = await hire(ws);
  const seen: string[] = [];
  let arrived = () => {};
  const next = () => new Promise<void>(resolve => (arrived = resolve));
  let waiting = next();
  const stop = follow(
    () => queries.agents(),
    views => {
      seen.push(views.map(({ row, doing }) => `${row.hue} ${doing}`).join());
      arrived();
    },
    error => expect.unreachable(String(error)),
  );
  await waiting;
  waiting = next();
  await patchAgent(ws, agent, { hue: 4 });
  await waiting;
  waiting = next();
  const sent = await say(ws, agent, 'Hello');
  await waiting;
  stop();
  await lead(ws, sent.run);
  expect(seen).toEqual(['3 idle', '4 idle', '4 working']);
});

test('a workspace that lost its last rows falls behind its witness', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const first = await say(ws, agent, 'one');
  await answer(ws, await lead(ws, first.run), first.run, 'eins');
  const before = await figures(ws);
  const second = await say(ws, agent, 'two');
  await answer(ws, await lead(ws, second.run), second.run, 'zwei');
  const after = await figures(ws);
  expect(after.ledger).toMatchObject([{ replica: ws.replica, seq: 2 }]);
  expect(fellBehind(after, before)).toBe(false);
  expect(fellBehind(before, after)).toBe(true);
  expect(fellBehind({ ledger: [] }, after)).toBe(true);
});
