import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { commitImport, dropImport, previewImport } from '../../src/exchange/import';
import { exportWorkspace } from '../../src/exchange/export';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import { derivedId } from '../../src/domain/id';
import { demoConnection } from '../../src/engine/demo';
import { plainText } from '../../src/domain/part';
import type { Workspace } from '../../src/storage/open';
import { entryHash } from '../../src/storage/chain';
import { openQueries } from '../../src/storage/open-queries';
import { addConnection, connectionWithKey } from '../../src/storage/connections';
import { patchAgent } from '../../src/storage/agents';
import { patchConversation } from '../../src/storage/conversations';
import { saveFile } from '../../src/storage/artifacts';
import { addPlanStep } from '../../src/storage/plans';
import { answerRequests, openRequests } from '../../src/storage/requests';
import { openRuns, readRun } from '../../src/storage/runs';
import { retryRun } from '../../src/storage/send';
import { sumLedger } from '../../src/storage/rollups';
import type { TableName } from '../../src/storage/rows';
import { schema, tableNames } from '../../src/storage/schema';
import { setSetting } from '../../src/storage/settings';
import { forget } from '../../src/storage/write';
import { freshWorkspace, hire, lead, model, say, sumsOf } from '../storage/workspace-fixture';
import { cloneOf, converse, fileOf, idle, indexOf, reopen, takeIn } from './file-fixture';

/** Every row of every table but what belongs to the device. */
async function contentOf(ws: Workspace): Promise<Record<string, unknown[]>> {
  const kept = tableNames.filter(name => schema[name].class !== 'device');
  const tables = await Promise.all(kept.map(async name => [name, await ws.db.table(name).toArray()] as const));
  return { ...Object.fromEntries(tables), rollup: await sumsOf(ws) };
}

test('a workspace that is exported, erased and taken in again shows the same answer at the same cost', async () => {
  const ws = await freshWorkspace();
  const { conversation } = await converse(ws, 'What is π?', 'About 3.14159');
  const { workspace } = await takeIn(ws, await fileOf(ws), 'new');
  const copy = await reopen(ws, workspace);
  const queries = openQueries(copy, await indexOf(ws));
  const { messages } = await queries.transcript(conversation, 10);
  expect(messages.map(({ body }) => plainText(body.parts))).toEqual(['What is π?', 'About 3.14159']);
  expect(await queries.conversation(conversation)).toMatchObject({ cost: 4_500_000 });
  expect(await fileOf(copy)).toBe(await fileOf(ws));
  expect(copy.replica).not.toBe(ws.replica);
});

test('what a run asked and was told, its file and its plan come back with it', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Write it down');
  await lead(ws, sent.run);
  const request = derivedId<'request'>('test', 'request');
  await openRequests(ws, 1, sent.run, [
    { request, asks: 'question', body: { question: { text: 'Where?', choices: [] } } },
  ]);
  await answerRequests(ws, sent.run, [
    { request, answer: 'told', said: 'In notes/here.md', input: { path: 'notes/here.md' } },
  ]);
  await saveFile(ws, 'notes/here.md', 'Written.');
  const { task } = (await readRun(ws, sent.run)).row;
  await addPlanStep(ws, task, { title: 'Write it down' });
  const copy = await cloneOf(ws, 52);
  const queries = openQueries(copy, await indexOf(copy));
  expect(await queries.requests(sent.conversation)).toMatchObject([
    { said: 'In notes/here.md', body: { question: { text: 'Where?' } }, row: { status: 'answered', answer: 'told' } },
  ]);
  expect(await queries.inbox()).toEqual([]);
  expect(await queries.files()).toMatchObject([{ row: { body: { path: 'notes/here.md' } }, current: { by: 'user' } }]);
  expect(await queries.plan(task)).toMatchObject([{ body: { title: 'Write it down' } }]);
});

test('what a model signed comes back with the host that can read it', async () => {
  const ws = await freshWorkspace();
  const replay = {
    wire: 'anthropic-messages',
    model: model.model,
    host: 'api.example',
    block: { signature: 'x' },
  } as const;
  const parts = [{ kind: 'reasoning', text: 'Hm.', replay } as const];
  const { conversation } = await say(ws, await hire(ws), 'Hello', { parts });
  const copy = await cloneOf(ws, 54);
  const { messages } = await openQueries(copy, await indexOf(copy)).transcript(conversation, 10);
  expect(messages.map(({ body }) => body.parts)).toEqual([parts]);
});

test('what was running on another device is not shown as running here, and can be asked for again', async () => {
  const ws = await freshWorkspace();
  const sent = await say(ws, await hire(ws), 'Hello');
  await lead(ws, sent.run);
  const copy = await cloneOf(ws, 51);
  const queries = openQueries(copy, await indexOf(copy));
  expect(await queries.today(0)).toMatchObject({ running: [], needsYou: [] });
  expect(await queries.conversation(sent.conversation)).toMatchObject({ waiting: [] });
  expect(await openRuns(copy)).toEqual([]);
  const again = await retryRun(copy, sent.message);
  expect((await openRuns(copy)).map(({ id }) => id)).toEqual([again.run]);
  expect((await queries.today(0)).running).toHaveLength(1);
});

test('the rows made from events and ledger are the same after a restore as they were written', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'One', 'Eins');
  const before = await contentOf(ws);
  await takeIn(ws, await fileOf(ws), 'replace');
  expect(await contentOf(ws)).toEqual(before);
});

test('taking the same file in twice changes nothing', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'One', 'Eins');
  const other = await cloneOf(ws, 7);
  await converse(other, 'Two', 'Zwei');
  const file = await fileOf(other);
  expect((await takeIn(ws, file, 'merge')).rows).toBeGreaterThan(0);
  const once = await contentOf(ws);
  expect((await takeIn(ws, file, 'merge')).rows).toBe(0);
  expect(await contentOf(ws)).toEqual(once);
});

test('two installations that worked apart come out the same byte for byte, whoever joins whom', async () => {
  const one = await freshWorkspace();
  const { agent, conversation } = await converse(one, 'Hello', 'Hi');
  const other = await cloneOf(one, 11);
  await converse(one, 'One', 'Eins');
  await converse(other, 'Two', 'Zwei');
  await patchAgent(one, agent, { hue: 5, body: { role: 'editor' } });
  await patchAgent(other, agent, { instructions: 'Be long.', body: { name: 'Bea' } });
  await patchConversation(one, conversation, { gone: true });
  await patchConversation(other, conversation, { body: { title: 'Renamed' } });
  await setSetting(other, 'theme', 'dark');
  await setSetting(one, 'theme', 'light');

  const [oneFile, otherFile] = [await fileOf(one), await fileOf(other)];
  await takeIn(one, otherFile, 'merge');
  await takeIn(other, oneFile, 'merge');
  expect(await fileOf(one)).toBe(await fileOf(other));
  expect(await one.db.agent.get(agent)).toMatchObject({ hue: 5, body: { name: 'Bea', role: 'editor' } });
  expect(await one.db.conversation.get(conversation)).toMatchObject({ gone: true, body: { title: 'Renamed' } });
  expect(await sumsOf(one)).toEqual(await sumsOf(other));
});

test('workspaces that never met join in any order too', async () => {
  const [one, other, third] = [await freshWorkspace(), await freshWorkspace(), await freshWorkspace()];
  for (const [index, ws] of [one, other, third].entries()) await converse(ws, `Question ${index}`, `Answer ${index}`);
  const files = await Promise.all([one, other, third].map(ws => fileOf(ws)));
  await takeIn(one, files[1] ?? '', 'merge');
  await takeIn(one, files[2] ?? '', 'merge');
  await takeIn(third, files[0] ?? '', 'merge');
  await takeIn(third, files[1] ?? '', 'merge');
  expect(await fileOf(one)).toBe(await fileOf(third));
});

test('what was forgotten stays forgotten, however old the file that still holds it', async () => {
  const ws = await freshWorkspace();
  const { agent } = await converse(ws, 'Hello', 'Hi');
  const before = await fileOf(ws);
  await forget(ws, 'agent', agent);
  await takeIn(ws, before, 'merge');
  expect(await ws.db.agent.get(agent)).toBeUndefined();
  const other = await freshWorkspace();
  await takeIn(other, before, 'merge');
  expect(await other.db.agent.get(agent)).toBeDefined();
  await takeIn(other, await fileOf(ws), 'merge');
  expect(await other.db.agent.get(agent)).toBeUndefined();
});

test('a ledger entry that contradicts ours is kept apart and never believed', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const twin = await cloneOf(ws, 13);
  // Two devices under one replica id, as after copying a profile by hand.
  const identity = await twin.db.device.get('identity');
  if (identity?.id === 'identity') await twin.db.device.put({ ...identity, replica: ws.replica });
  await converse(ws, 'One', 'Eins');
  await converse(twin, 'Two', 'Zwei');
  const before = await ws.db.cost.toArray();
  const { staged, warnings } = await previewImport(ws, new Blob([await fileOf(twin)]), idle());
  expect(warnings).toEqual([]);
  await commitImport(ws, await indexOf(ws), staged, 'merge', idle());
  expect(await ws.db.cost.toArray()).toEqual(before);
  expect(await ws.db.quarantine.toArray()).toMatchObject([{ table: 'cost', body: { seq: 2 } }]);
  expect(Object.fromEntries(await sumLedger(ws))).toEqual(
    Object.fromEntries((await sumsOf(ws)).map(sum => [sum.id, sum])),
  );
});

test('an entry of ours with other figures stays as it was here, though its chain is whole', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const before = await ws.db.cost.toArray();
  const file = JSON.parse(await fileOf(ws)) as { heads: { hash: string }[]; tables: { cost: CostEntryRow[] } };
  const [entry] = file.tables.cost;
  const [head] = file.heads;
  if (!entry || !head) throw new Error('no entry');
  entry.cost = 1;
  entry.hash = head.hash = entryHash(entry);
  await takeIn(ws, JSON.stringify(file), 'merge');
  expect(await ws.db.cost.toArray()).toEqual(before);
  expect(await ws.db.quarantine.toArray()).toMatchObject([{ table: 'cost', body: { seq: 1, cost: 1 } }]);
});

test('a file from before shows what a replacement would add, change and remove', async () => {
  const ws = await freshWorkspace();
  const { agent } = await converse(ws, 'Hello', 'Hi');
  const file = await fileOf(ws);
  await patchAgent(ws, agent, { hue: 9 });
  await say(ws, agent, 'More');
  const { tables, staged } = await previewImport(ws, new Blob([file]), idle());
  expect(tables.find(({ table }) => table === 'message')).toEqual({
    table: 'message',
    rows: 2,
    added: 0,
    changed: 0,
    removed: 1,
  });
  expect(tables.find(({ table }) => table === 'agent')).toMatchObject({ rows: 1, changed: 0, removed: 0 });
  await dropImport(ws, staged);
  expect(await ws.db.staged.count()).toBe(0);
});

test('a replaced workspace has a new replica id, a new lead and no grants', async () => {
  const ws = await freshWorkspace();
  const { agent } = await converse(ws, 'Hello', 'Hi');
  const file = await fileOf(ws);
  await ws.db.grant.add({
    id: derivedId('test', 'grant'),
    v: 1,
    at: 0,
    born: '',
    agent,
    decision: 'allow',
    body: { schema: '', when: [], trusts: [], tool: 'x' },
  });
  const { replica } = ws;
  await takeIn(ws, file, 'replace');
  expect(ws.replica).not.toBe(replica);
  expect(await ws.db.device.get('identity')).toMatchObject({ replica: ws.replica });
  expect(await ws.db.device.get('lead')).toMatchObject({ epoch: 2 });
  expect(await ws.db.grant.count()).toBe(0);
});

test('nothing of a device table, a grant or a derived table is in the file', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const { tables } = JSON.parse(await fileOf(ws)) as { tables: Record<TableName, unknown[]> };
  expect(Object.keys(tables).sort()).toEqual(tableNames.filter(name => schema[name].file));
  expect(Object.keys(tables)).not.toContain('grant');
  expect(tableNames.filter(name => schema[name].class === 'device' && schema[name].file)).toEqual([]);
});

test('an export can be stopped and tells how far it is', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const seen: number[] = [];
  await exportWorkspace(ws, { abort: new AbortController().signal, progress: done => seen.push(done) });
  expect(seen.at(-1)).toBe(1);
  await expect(exportWorkspace(ws, { abort: AbortSignal.abort(), progress: () => {} })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

test('text of any kind comes back as it was', async () => {
  const ws = await freshWorkspace();
  const texts = ['{"__proto__":1}', '\u0000\u001f"\\', '👩‍👩‍👧‍👦 لا', 'cut \ud83d', 'x'.repeat(200_000), '=1+1'];
  for (const text of texts) await converse(ws, text, text);
  const { workspace } = await takeIn(ws, await fileOf(ws), 'new');
  const copy = await reopen(ws, workspace);
  expect(await fileOf(copy)).toBe(await fileOf(ws));
});

test.each(['merge', 'replace', 'new'] as const)('an import (%s) that breaks half-way changes nothing', async how => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const other = await cloneOf(ws, 41);
  await converse(other, 'Two', 'Zwei');
  const { staged } = await previewImport(ws, new Blob([await fileOf(other)]), idle());
  await indexOf(ws);
  const [before, databases] = [await contentOf(ws), await Dexie.getDatabaseNames()];
  // Payloads come late: by then agents, conversations and messages are written.
  ws.db.staged.hook('reading', row => {
    if (row.table === 'payload') throw new Error('disk on fire');
    return row;
  });
  await expect(commitImport(ws, await indexOf(ws), staged, how, idle())).rejects.toThrow('disk on fire');
  expect(await contentOf(ws)).toEqual(before);
  expect((await Dexie.getDatabaseNames()).toSorted()).toEqual(databases.toSorted());
});

test('the demo team goes out and comes in, with the connection that leads nowhere', async () => {
  const ws = await freshWorkspace();
  const { provider, wire, name, baseUrl, options } = demoConnection;
  const id = await addConnection(ws, { provider, wire, body: { name, baseUrl, options } });
  const other = await cloneOf(ws, 51);
  expect((await connectionWithKey(other, id))?.connection).toMatchObject({ wire: 'simulated', body: { baseUrl } });
});
