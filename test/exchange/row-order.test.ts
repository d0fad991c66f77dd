import { expect, test } from 'vitest';
import { freshWorkspace } from '../storage/workspace-fixture';
import { cloneOf, converse, fileOf, takeIn } from './file-fixture';

test('the rows of a file may come in any order', async () => {
  const ws = await freshWorkspace();
  for (const text of ['One', 'Two', 'Three']) await converse(ws, text, text);
  const other = await cloneOf(ws, 61);
  for (const text of ['Four', 'Five', 'Six']) await converse(other, text, text);
  const good = await fileOf(other);

  const file = JSON.parse(good) as { tables: Record<string, unknown[]> };
  for (const [name, rows] of Object.entries(file.tables)) {
    // Each second row first, the others backwards: the chains of both replicas come in pieces.
    const [odd, even] = [rows.filter((_, index) => index % 2 === 1), rows.filter((_, index) => index % 2 === 0)];
    file.tables[name] = [...odd, ...even.toReversed()];
  }
  await takeIn(ws, JSON.stringify(file), 'merge');
  expect(await ws.db.quarantine.count()).toBe(0);
  expect(await ws.db.cost.count()).toBe(6);
  expect(await fileOf(ws)).toBe(good);
});
