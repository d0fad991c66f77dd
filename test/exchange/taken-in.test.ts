import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { newId } from '../../src/domain/id';
import { commitImport, previewImport } from '../../src/exchange/import';
import { budgetId, dropBudget, setBudget } from '../../src/storage/budgets';
import { closeWorkspace } from '../../src/storage/open';
import { fillNew } from '../../src/storage/restore';
import { seededRandom } from '../domain/random';
import { freshWorkspace } from '../storage/workspace-fixture';
import { cloneOf, converse, fileOf, idle, indexOf, reopen, takeIn } from './file-fixture';

test('a workspace that a closed tab left half filled is deleted with the next one, and no other', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const unlisted = await reopen(ws, newId<'workspace'>(0, seededRandom(71)));
  const half = await reopen(ws, newId<'workspace'>(0, seededRandom(72)));
  const { staged } = await previewImport(ws, new Blob([await fileOf(ws)]), idle());
  const burn = () => {
    throw new Error('disk on fire');
  };
  half.db.message.hook('creating', burn);
  await expect(fillNew(ws, staged, half, [])).rejects.toThrow('disk on fire');
  expect(await half.db.device.get('filling')).toBeDefined();
  closeWorkspace(half);
  const now = () => Date.now() + 2 * 3_600_000;
  const { workspace } = await commitImport({ ...ws, now }, await indexOf(ws), staged, 'new', idle());
  const names = await Dexie.getDatabaseNames();
  expect(names).not.toContain(half.db.name);
  expect(names).toContain(unlisted.db.name);
  expect(await (await reopen(ws, workspace)).db.device.get('filling')).toBeUndefined();
});

test('a workspace whose tab was closed before the list named it is deleted with the next one', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const { staged } = await previewImport(ws, new Blob([await fileOf(ws)]), idle());
  const index = await indexOf(ws);
  const closed = () => Promise.reject(new Error('closed'));
  const before = await Dexie.getDatabaseNames();
  await expect(commitImport(ws, { ...index, create: closed, erase: closed }, staged, 'new', idle())).rejects.toThrow(
    'closed',
  );
  const [left] = (await Dexie.getDatabaseNames()).filter(name => !before.includes(name));
  expect(left).toBeDefined();
  const now = () => Date.now() + 2 * 3_600_000;
  await commitImport({ ...ws, now }, index, staged, 'new', idle());
  expect(await Dexie.getDatabaseNames()).not.toContain(left);
});

test('a replacement that was done when its connection went is not done again with nothing', async () => {
  const ws = await freshWorkspace();
  const other = await freshWorkspace();
  await converse(other, 'Two', 'Zwei');
  const { staged } = await previewImport(ws, new Blob([await fileOf(other)]), idle());
  const begin: (...args: unknown[]) => PromiseLike<unknown> = ws.db.transaction.bind(ws.db) as never;
  let losses = 1;
  Object.assign(ws.db, {
    transaction: async (...args: unknown[]) => {
      const done = await begin(...args);
      if (losses-- > 0) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
      return done;
    },
  });
  const { rows } = await commitImport(ws, await indexOf(ws), staged, 'replace', idle());
  expect(rows).toBeGreaterThan(0);
  expect(await ws.db.message.toArray()).toEqual(await other.db.message.toArray());
});

test('a budget that comes back with a file has counted what was spent here meanwhile', async () => {
  const ws = await freshWorkspace();
  const budget = { scope: 'workspace', window: 'total', limit: 100_000_000, warnAt: 0, consequence: 'ask' } as const;
  await setBudget(ws, budget);
  await converse(ws, 'One', 'Eins');
  await dropBudget(ws, budgetId(budget), true);
  const other = await cloneOf(ws, 61);
  await setBudget(other, budget);
  await converse(ws, 'Two', 'Zwei');
  await takeIn(ws, await fileOf(other), 'merge');
  expect((await ws.db['budget-window'].toArray()).map(window => window.spent)).toEqual([9_000_000]);
});
