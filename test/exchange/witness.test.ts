import { expect, test } from 'vitest';
import { fellBehind, figures } from '../../src/storage/witness';
import { freshWorkspace } from '../storage/workspace-fixture';
import { converse, fileOf, takeIn } from './file-fixture';

test('a file that takes the workspace’s place is no loss, though the browser died before that was noted elsewhere', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  const file = await fileOf(ws);
  await converse(ws, 'Not in the file', 'Gone');
  const before = await figures(ws);
  await takeIn(ws, file, 'replace');
  expect(fellBehind(await figures(ws), before)).toBe(false);

  const after = await figures(ws);
  await ws.db.event.clear();
  expect(fellBehind(await figures(ws), after)).toBe(true);
});
