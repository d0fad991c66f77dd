import Dexie from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { rawCopy } from '../../src/storage/raw-copy';
import { newId } from '../../src/domain/id';
import { databaseName, databasePrefix, openWorkspace, type Workspace } from '../../src/storage/open';
import { freshWorkspace, hire, say } from './workspace-fixture';

interface Line {
  database: string;
  table?: string;
  id?: string;
  row?: { id: string };
  failed?: string;
}

/** Undoes what a test has broken. */
let mend: (() => void)[] = [];
afterEach(() => {
  for (const undo of mend) undo();
  mend = [];
});

/** Lets a method of IndexedDB fail where `isBroken` says so. */
function breaks(
  prototype: object,
  names: readonly string[],
  isBroken: (self: unknown, given: readonly unknown[]) => boolean,
): void {
  for (const name of names) {
    const whole = Reflect.get(prototype, name) as Function;
    const broken = function (this: unknown, ...given: unknown[]) {
      if (isBroken(this, given)) throw new DOMException('cannot be read', 'UnknownError');
      return Reflect.apply(whole, this, given);
    };
    Object.assign(prototype, { [name]: broken });
    mend.push(() => Object.assign(prototype, { [name]: whole }));
  }
}

async function saved({ scope }: Workspace): Promise<Line[]> {
  const lines = (await (await rawCopy(scope)).text()).trim().split('\n');
  return lines.map(line => JSON.parse(line) as Line);
}

const storeOf = (self: unknown): string => (self as IDBObjectStore).name;

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

test('a row that cannot be read is named, and the rows beside it are saved', async () => {
  const ws = await freshWorkspace();
  const agents = [await hire(ws), await hire(ws, 'Bo'), await hire(ws, 'Cy')];
  const lost = agents[1];
  breaks(IDBObjectStore.prototype, ['get'], (self, [key]) => storeOf(self) === 'agent' && key === lost);
  // What reads many rows at once meets the one among them.
  breaks(IDBObjectStore.prototype, ['getAll', 'openCursor'], self => storeOf(self) === 'agent');
  const found = (await saved(ws)).filter(({ table }) => table === 'agent');
  expect(found.filter(({ row }) => row).map(({ row }) => row?.id)).toEqual(agents.filter(id => id !== lost));
  expect(found.filter(({ failed }) => failed)).toEqual([
    { database: ws.id, table: 'agent', id: lost, failed: expect.stringContaining('cannot be read') },
  ]);
});

test('a table that cannot be read is named, and the others are saved', async () => {
  const ws = await freshWorkspace();
  await say(ws, await hire(ws), 'A sentence to keep');
  breaks(
    IDBObjectStore.prototype,
    ['get', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor'],
    self => storeOf(self) === 'event',
  );
  const lines = await saved(ws);
  expect(lines.filter(({ table }) => table === 'event')).toEqual([
    { database: ws.id, table: 'event', failed: expect.stringContaining('cannot be read') },
  ]);
  expect(JSON.stringify(lines)).toContain('A sentence to keep');
});

test('a workspace that does not open is named, and the others are saved; where none does, why is told', async () => {
  const { scope, now, random, ...ws } = await freshWorkspace();
  const other = await openWorkspace({ scope, id: newId<'workspace'>(now(), random), now, random });
  await say(other, await hire(other), 'A sentence to keep');
  let broken = [databaseName(scope, ws.id)];
  breaks(Object.getPrototypeOf(indexedDB), ['open'], (_, [name]) => broken.includes(String(name)));
  const lines = await saved(other);
  const failed = lines.filter(line => line.failed);
  expect(failed).toEqual([{ database: ws.id, failed: expect.stringContaining('UnknownError') }]);
  expect(JSON.stringify(lines)).toContain('A sentence to keep');

  broken = (await Dexie.getDatabaseNames()).filter(name => name.startsWith(databasePrefix(scope)));
  await expect(rawCopy(scope)).rejects.toMatchObject({ code: 'storage-lost' });
});
