import { expect, test } from 'vitest';
import { derivedId } from '../../src/domain/id';
import { connectionWithKey, patchConnection } from '../../src/storage/connections';
import { freshWorkspace, hire, model } from '../storage/workspace-fixture';
import { cloneOf, fileOf, takeIn } from './file-fixture';

const key = derivedId<'key'>('test', 'key');
const elsewhere = 'https://elsewhere.test/v1';

test('a key does not follow a connection that a file sends elsewhere', async () => {
  const ws = await freshWorkspace();
  await hire(ws);
  await patchConnection(ws, model.connection, { key });
  const good = await fileOf(ws);
  await takeIn(ws, good, 'replace');
  expect(await connectionWithKey(ws, model.connection)).toMatchObject({ key });
  const other = await cloneOf(ws, 31);
  await patchConnection(other, model.connection, { body: { baseUrl: elsewhere } });
  await takeIn(ws, await fileOf(other), 'merge');
  expect((await connectionWithKey(ws, model.connection))?.connection.body.baseUrl).toBe(elsewhere);
  expect(await connectionWithKey(ws, model.connection)).not.toHaveProperty('key');
  await patchConnection(ws, model.connection, { key });
  await takeIn(ws, good, 'replace');
  expect(await connectionWithKey(ws, model.connection)).not.toHaveProperty('key');
});

test('a key stays with a connection that an old file still knows under its address of then', async () => {
  const ws = await freshWorkspace();
  await hire(ws);
  const old = await fileOf(ws);
  await patchConnection(ws, model.connection, { body: { baseUrl: elsewhere }, key });
  await takeIn(ws, old, 'merge');
  const { connection, key: kept } = (await connectionWithKey(ws, model.connection)) ?? {};
  expect(connection?.body.baseUrl).toBe(elsewhere);
  expect(kept).toBe(key);
});
