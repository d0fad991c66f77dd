import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { KeyId } from '../../src/domain/ports';
import { addAgent, patchAgent, readAgent } from '../../src/storage/agents';
import { colleagueIds } from '../../src/storage/colleague-ids';
import { connectionWithKey, patchConnection } from '../../src/storage/connections';
import type { Workspace } from '../../src/storage/open';
import type { TableName } from '../../src/storage/rows';
import { tableNames } from '../../src/storage/schema';
import { freshWorkspace, hire, model } from './workspace-fixture';

/** Lets every write to a table fail, as a disk does that is full in between. */
function breakTable(ws: Workspace, name: TableName): () => void {
  const table = ws.db.table(name);
  const fail = () => {
    throw new Error(`no room in ${name}`);
  };
  const hooks = ['creating', 'updating', 'deleting'] as const;
  for (const hook of hooks) table.hook(hook as 'creating', fail);
  return () => {
    for (const hook of hooks) table.hook(hook).unsubscribe(fail as never);
  };
}

const everything = async (ws: Workspace) => Promise.all(tableNames.map(name => ws.db.table(name).toArray()));

async function staysWhole(ws: Workspace, broken: TableName, write: () => Promise<unknown>): Promise<void> {
  const before = await everything(ws);
  const mend = breakTable(ws, broken);
  await expect(write()).rejects.toThrow(`no room in ${broken}`);
  mend();
  expect(await everything(ws)).toEqual(before);
  await write();
  expect(await everything(ws)).not.toEqual(before);
}

test('an edit of an agent is kept whole or not at all, whatever of it fails', async () => {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  const edit = (text: string) => () =>
    patchAgent(ws, agent, { instructions: text, state: 'retired', hue: 7, body: { name: text } });
  for (const table of ['instructions', 'agent', 'activity'] as const) await staysWhole(ws, table, edit(table));
  expect(await readAgent(ws, agent)).toMatchObject({ hue: 7, state: 'retired', body: { name: 'activity' } });
  expect((await ws.db.instructions.toArray()).map(row => row.number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
});

test('a connection and the key it is used with change together', async () => {
  const ws = await freshWorkspace();
  await hire(ws);
  const key = 'key' as KeyId;
  const edit = () => patchConnection(ws, model.connection, { key, body: { name: 'Mine' } });
  await staysWhole(ws, 'key', edit);
  expect(await connectionWithKey(ws, model.connection)).toMatchObject({ key, connection: { body: { name: 'Mine' } } });
});

test('an agent is hired with whom it may ask, or not at all', async () => {
  const ws = await freshWorkspace();
  const one = await hire(ws);
  let copy: Id<'agent'> | undefined;
  const body = { name: 'Bo', role: 'writer', model: model.model, tools: [] };
  const fields = { hue: 1, tier: 'fast', maxOutput: 900, simulated: false, instructions: 'Write.', body } as const;
  await staysWhole(ws, 'link', async () => {
    copy = await addAgent(ws, { ...fields, body: { ...body }, colleagues: [one] });
  });
  expect(copy && (await colleagueIds(ws, copy))).toEqual([one]);
});
