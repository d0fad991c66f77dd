import { expect, test } from 'vitest';
import { addAgent, agentWithInstructions, patchAgent } from '../../src/storage/agents';
import {
  addConnection,
  connectionWithKey,
  listedModel,
  patchConnection,
  saveModels,
} from '../../src/storage/connections';
import { commit } from '../../src/storage/commit';
import { patchConversation, readConversation } from '../../src/storage/conversations';
import { readDraft, saveDraft } from '../../src/storage/drafts';
import { readMessage } from '../../src/storage/messages';
import { sayOfModel } from '../../src/storage/model-word';
import { addPayloads, payloadValue, preparePayload } from '../../src/storage/payloads';
import { keptPrice, removePrice, setPrice } from '../../src/storage/prices';
import { schema, tableNames } from '../../src/storage/schema';
import { readSettings, setSetting } from '../../src/storage/settings';
import { forget, freshId, patch } from '../../src/storage/write';
import { derivedId } from '../../src/domain/id';
import { answer, freshWorkspace, hire, intent, lead, model, say } from './workspace-fixture';
import { writeIntent } from '../../src/storage/acts';

test('an edit beats what it saw, with the clock ten years back', async () => {
  let time = Date.UTC(2026, 0, 1);
  const ws = await freshWorkspace({ now: () => time });
  const agent = await hire(ws);
  await patchAgent(ws, agent, { hue: 4 });
  time = Date.UTC(2016, 0, 1);
  await patchAgent(ws, agent, { hue: 5 });
  const row = await ws.db.agent.get(agent);
  expect(row?.hue).toBe(5);
  expect((row?.edits?.['hue'] ?? '') > (row?.born ?? '')).toBe(true);
});

test('two tabs that edit different fields of one body at once both win', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await Promise.all([
    patchAgent(ws, agent, { body: { name: 'Bea' } }),
    patchAgent(ws, agent, { body: { role: 'editor' } }),
    patchAgent(ws, agent, { body: { tools: ['now'] } }),
  ]);
  expect((await ws.db.agent.get(agent))?.body).toMatchObject({ name: 'Bea', role: 'editor', tools: ['now'] });
  expect(Object.keys((await ws.db.agent.get(agent))?.edits ?? {}).sort()).toEqual([
    'body.name',
    'body.role',
    'body.tools',
  ]);
});

test('two tabs that say something of two models of one connection at once are both heard', async () => {
  const ws = await freshWorkspace();
  await hire(ws);
  const other = { ...model, model: 'another' };
  await Promise.all([sayOfModel(ws, model, { images: true }), sayOfModel(ws, other, { images: false })]);
  expect([(await listedModel(ws, model))?.images, (await listedModel(ws, other))?.images]).toEqual([true, false]);
});

test('a body is not edited inside a transaction, where it could not be sealed', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const edit = commit(ws, ['agent'], () => patch(ws, 'agent', agent, { body: { name: 'Bea' } }));
  await expect(edit).rejects.toThrow('outside of transactions');
});

test('what is gone can be brought back by a later undo', async () => {
  const ws = await freshWorkspace();
  const { conversation } = await say(ws, await hire(ws), 'Hello');
  await patchConversation(ws, conversation, { gone: true });
  await patchConversation(ws, conversation, { body: { title: 'Late' } });
  expect((await readConversation(ws, conversation))?.gone).toBe(true);
  await patchConversation(ws, conversation, { gone: false });
  expect(await readConversation(ws, conversation)).toMatchObject({ gone: false, body: { title: 'Late' } });
});

test('what is forgotten leaves a grave and no row', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await forget(ws, 'agent', agent);
  expect(await ws.db.agent.get(agent)).toBeUndefined();
  expect(await ws.db.grave.get(agent)).toMatchObject({ of: 'agent' });
  await expect(patchAgent(ws, agent, { hue: 1 })).rejects.toMatchObject({ code: 'not-found' });
});

test('new instructions become a version, the same text does not', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  await patchAgent(ws, agent, { instructions: 'Be long.' });
  await patchAgent(ws, agent, { instructions: 'Be long.' });
  expect(await ws.db.instructions.count()).toBe(2);
  expect(await agentWithInstructions(ws, agent)).toMatchObject({ instructions: 'Be long.' });
});

test('hiring under the same id twice hires once', async () => {
  const ws = await freshWorkspace();
  const fields = {
    id: derivedId<'agent'>('demo', 'ada'),
    hue: 1,
    tier: 'fast' as const,
    maxOutput: 100,
    simulated: true,
    body: { name: 'Ada', role: '', model: '', tools: [] },
    instructions: 'x',
  };
  await addAgent(ws, fields);
  await addAgent(ws, { ...fields, hue: 9 });
  expect(await ws.db.agent.toArray()).toMatchObject([{ hue: 1 }]);
  expect(await ws.db.instructions.count()).toBe(1);
});

test('settings start from defaults and keep one row each', async () => {
  const ws = await freshWorkspace();
  expect(await readSettings(ws)).toMatchObject({ theme: 'auto', zone: expect.any(String) });
  await setSetting(ws, 'theme', 'dark');
  await setSetting(ws, 'theme', 'light');
  expect(await readSettings(ws)).toMatchObject({ theme: 'light' });
  expect(await ws.db.setting.count()).toBe(1);
});

test('a price of the user can be set, changed, removed and set again', async () => {
  const ws = await freshWorkspace();
  const price = (input: number) => ({
    source: 'user' as const,
    provider: 'openai' as const,
    body: { model: 'gpt-6', rates: { input, output: 2 }, tiers: [], date: '2026-11-25' },
  });
  await setPrice(ws, price(1));
  await setPrice(ws, price(3));
  expect((await keptPrice(ws, 'user', 'openai', 'gpt-6'))?.body.rates.input).toBe(3);
  await removePrice(ws, 'openai', 'gpt-6');
  expect(await keptPrice(ws, 'user', 'openai', 'gpt-6')).toBeUndefined();
  await setPrice(ws, price(4));
  expect((await keptPrice(ws, 'user', 'openai', 'gpt-6'))?.body.rates.input).toBe(4);
});

test('the key of a connection stays in a device row', async () => {
  const ws = await freshWorkspace();
  const key = derivedId<'key'>('test', 'key');
  const id = await addConnection(ws, {
    provider: 'openai',
    wire: 'openai-responses',
    body: { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', options: {} },
    key,
  });
  expect(await connectionWithKey(ws, id)).toMatchObject({ key });
  expect(JSON.stringify(await ws.db.connection.toArray())).not.toContain(key);
  await patchConnection(ws, id, { key: null });
  expect(await connectionWithKey(ws, id)).not.toHaveProperty('key');
  await saveModels(ws, id, [{ id: 'gpt-6', name: 'GPT-6' }]);
  expect(await listedModel(ws, { connection: id, model: 'gpt-6' })).toMatchObject({ name: 'GPT-6' });
  await patchConnection(ws, id, { gone: true });
  expect(await connectionWithKey(ws, id)).toBeUndefined();
});

test('a payload is named by its keyed hash, and a long one is not in its row', async () => {
  const [ws, other] = [await freshWorkspace(), await freshWorkspace()];
  const short = await preparePayload(ws, { parts: [{ kind: 'text', text: 'yes' }] });
  expect((await preparePayload(ws, { parts: [{ text: 'yes', kind: 'text' }] })).id).toBe(short.id);
  expect((await preparePayload(other, { parts: [{ kind: 'text', text: 'yes' }] })).id).not.toBe(short.id);
  const long = await preparePayload(ws, { text: 'x'.repeat(100_000) });
  expect(typeof long.body).toBe('object');
  await commit(ws, ['payload'], () => addPayloads(ws, [short, long, short]));
  expect(await ws.db.payload.count()).toBe(2);
  expect(await payloadValue(await ws.db.payload.get(long.id))).toEqual({ text: 'x'.repeat(100_000) });
});

test('a message whose text is no longer there has no parts', async () => {
  const ws = await freshWorkspace();
  const { message } = await say(ws, await hire(ws), 'Hello');
  await ws.db.payload.clear();
  expect((await readMessage(ws, message)).body).toEqual({ parts: [] });
});

test('the draft of a run is one row, overwritten, and gone with its answer', async () => {
  const ws = await freshWorkspace();
  const { run } = await say(ws, await hire(ws), 'Hello');
  const draft = { run, act: freshId<'act'>(ws), attempt: 1, parts: [], model: 'x' };
  await saveDraft(ws, draft);
  await saveDraft(ws, { ...draft, parts: [{ kind: 'text', text: 'so far' }] });
  expect(await readDraft(ws, run)).toEqual({ ...draft, parts: [{ kind: 'text', text: 'so far' }] });
  await answer(ws, await lead(ws, run), run, 'all of it');
  expect(await readDraft(ws, run)).toBeUndefined();
});

test('every field that verbs write is declared in the schema, and no index is over text', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const sent = await say(ws, agent, 'Hello', { model });
  const epoch = await lead(ws, sent.run);
  await answer(ws, epoch, sent.run, 'Hi', { ends: false });
  await writeIntent(ws, epoch, sent.run, intent(freshId(ws)));
  await patchAgent(ws, agent, { hue: 1 });
  await setSetting(ws, 'theme', 'dark');
  const envelope = ['id', 'v', 'at', 'born', 'edits', 'gone', 'home', 'replica', 'seq', 'prev', 'hash'];
  const undeclared: string[] = [];
  for (const name of tableNames) {
    const declared = [...Object.keys(schema[name].fields), ...envelope];
    for (const row of await ws.db.table<object>(name).toArray()) {
      undeclared.push(
        ...Object.keys(row)
          .filter(field => !declared.includes(field))
          .map(field => `${name}.${field}`),
      );
    }
  }
  expect(undeclared).toEqual([]);
  const indexed = tableNames.flatMap(name =>
    schema[name].indexes.split(/[,+\s[\]]+/).map(field => [name, field] as const),
  );
  const fields = indexed.map(([name, field]) => [
    `${name}.${field}`,
    Object.entries(schema[name].fields).find(([one]) => one === field)?.[1],
  ]);
  expect(fields.filter(([, kind]) => kind === 'body')).toEqual([]);
});
