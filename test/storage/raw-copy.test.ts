import { expect, test } from 'vitest';
import { rawCopy } from '../../src/storage/raw-copy';
import { freshWorkspace, hire, say } from './workspace-fixture';

test('what can be read is saved as it lies, a line a row, without what belongs to this device', async () => {
  const ws = await freshWorkspace();
  await say(ws, await hire(ws), 'A sentence to keep');
  const lines = (await (await rawCopy(ws.scope)).text()).trim().split('\n');
  const rows = lines.map(line => JSON.parse(line) as { database: string; table: string });
  const own = rows.filter(({ database }) => database === ws.id);
  expect(new Set(own.map(({ table }) => table))).toEqual(
    new Set([
      'activity',
      'agent',
      'conversation',
      'event',
      'instructions',
      'message',
      'payload',
      'run',
      'task',
      'connection',
    ]),
  );
  expect(lines.filter(line => line.includes('A sentence to keep'))).not.toHaveLength(0);
});
