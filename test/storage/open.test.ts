import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { newId } from '../../src/domain/id';
import { commit } from '../../src/storage/commit';
import { follow } from '../../src/storage/follow';
import { closeWorkspace, databaseName, openWorkspace } from '../../src/storage/open';
import { schemaVersion, stores } from '../../src/storage/schema';
import { readSettings, setSetting } from '../../src/storage/settings';
import { openIndex } from '../../src/storage/workspaces';
import { seededRandom } from '../domain/random';
import { freshWorkspace, handClock } from './workspace-fixture';

const here = () => ({ scope: `/${crypto.randomUUID()}/`, now: handClock().now, random: seededRandom(1) });

test('an installation keeps its replica id and salt, and draws a writer for each start', async () => {
  const place = { ...here(), id: newId<'workspace'>(0, seededRandom(5)) };
  const first = await openWorkspace(place);
  const second = await openWorkspace(place);
  expect(first.replica).toMatch(/^[0-9a-f]{8}$/);
  expect(second.replica).toBe(first.replica);
  expect(second.salt).toEqual(first.salt);
  expect(second.stamps.writer).not.toBe(first.stamps.writer);
});

test('a database that a newer app has upgraded is refused and left as it is', async () => {
  const place = { ...here(), id: newId<'workspace'>(0, seededRandom(6)) };
  closeWorkspace(await openWorkspace(place));
  const newer = new Dexie(databaseName(place.scope, place.id));
  newer.version(schemaVersion + 1).stores({ invention: 'id' });
  await newer.open();
  newer.close();
  await expect(openWorkspace(place)).rejects.toMatchObject({ code: 'storage-newer' });
  await newer.open();
  expect(Array.from(newer.backendDB().objectStoreNames)).toEqual(['invention']);
});

test('a database of an older version opens with all its rows, and they are found by what is new', async () => {
  const place = { ...here(), id: newId<'workspace'>(0, seededRandom(7)) };
  const older = new Dexie(databaseName(place.scope, place.id));
  const { cost = '', ...others } = stores();
  older.version(schemaVersion - 1).stores({ ...others, cost: cost.replace(', *beside', '') });
  const old = { id: 'old', replica: 'aaaaaaaa', seq: 1, born: 'b1' };
  await older.table('cost').add(old);
  older.close();
  const { db } = await openWorkspace(place);
  await db.table('cost').add({ ...old, id: 'new', seq: 2, beside: ['window'] });
  expect(await db.table('cost').toCollection().primaryKeys()).toEqual(['new', 'old']);
  expect(await db.table('cost').where('beside').equals('window').primaryKeys()).toEqual(['new']);
});

test('a workspace that another tab erases lets go at once and says why', async () => {
  const place = here();
  const index = await openIndex(place);
  const id = await index.create('One');
  const closed: string[] = [];
  const listed: Promise<unknown[]>[] = [];
  const onClosed = (why: string) => {
    closed.push(why);
    listed.push(index.list());
  };
  const ws = await openWorkspace({ ...place, id, onClosed });
  await index.erase(id);
  expect(closed).toEqual(['erased']);
  // Whoever opens the app anew now finds nothing to open again.
  expect(await Promise.all(listed)).toEqual([[]]);
  expect(await index.list()).toEqual([]);
  await expect(setSetting(ws, 'theme', 'dark')).rejects.toMatchObject({ code: 'storage-lost' });
  expect(await Dexie.getDatabaseNames()).not.toContain(databaseName(place.scope, id));
});

test('a connection that was lost is opened again, once', async () => {
  const ws = await freshWorkspace();
  await setSetting(ws, 'theme', 'dark');
  ws.db.close();
  await setSetting(ws, 'theme', 'light');
  expect((await readSettings(ws)).theme).toBe('light');
  ws.db.close();
  await expect(setSetting(ws, 'theme', 'dark')).rejects.toMatchObject({ code: 'storage-lost' });
});

test('whatever was under way on a lost connection is done once more on the new one', async () => {
  const ws = await freshWorkspace();
  await setSetting(ws, 'theme', 'dark');
  ws.db.close();
  await Promise.all([
    setSetting(ws, 'theme', 'light'),
    setSetting(ws, 'density', 'compact'),
    setSetting(ws, 'language', 'en'),
  ]);
  expect(await readSettings(ws)).toMatchObject({ theme: 'light', density: 'compact', language: 'en' });
});

test('a transaction that the browser gives up is done once more', async () => {
  const ws = await freshWorkspace();
  const tries: boolean[] = [];
  await commit(ws, ['setting'], async again => {
    tries.push(again);
    const counted = ws.db.setting.count();
    if (!again) Dexie.currentTransaction.idbtrans.abort();
    await counted;
  });
  expect(tries).toEqual([false, true]);
});

test('what a screen follows is followed on after a lost connection, and told of only where it stays lost', async () => {
  const lost = () => new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  const ws = await freshWorkspace();
  const themes: string[] = [];
  let losses = 2;
  const stop = follow(
    async () => {
      if (losses-- > 0) throw lost();
      return readSettings(ws);
    },
    ({ theme }) => themes.push(theme),
    error => themes.push(String(error)),
  );
  await expect.poll(() => themes, { timeout: 30_000 }).toEqual(['auto']);
  await setSetting(ws, 'theme', 'dark');
  await expect.poll(() => themes).toEqual(['auto', 'dark']);
  stop();
  const failure = await new Promise<unknown>(fail =>
    follow(
      () => Promise.reject(lost()),
      () => {},
      fail,
    ),
  );
  expect(failure).toMatchObject({ code: 'storage-lost' });
});

test('what a verb throws itself comes out as it is, and nothing is written', async () => {
  const ws = await freshWorkspace();
  const failed = commit(ws, ['device'], async () => {
    await ws.db.device.put({ id: 'lead', epoch: 7 });
    throw new RangeError('mine');
  });
  await expect(failed).rejects.toThrow('mine');
  expect(await ws.db.device.get('lead')).toBeUndefined();
});

test('workspaces are listed with the last opened first, renamed, and erased all together', async () => {
  const place = here();
  const index = await openIndex(place);
  const one = await index.create('One');
  const two = await index.create('Two');
  await index.opened(one);
  await index.rename(two, 'Zwei');
  expect((await index.list()).map(({ name }) => name)).toEqual(['One', 'Zwei']);
  closeWorkspace(await openWorkspace({ ...place, id: two }));
  await index.eraseAll();
  expect((await Dexie.getDatabaseNames()).filter(name => name.includes(place.scope))).toEqual([]);
});

test('neighbours under another path of the same origin see nothing of each other', async () => {
  const [one, other] = [here(), here()];
  await (await openIndex(one)).create('Mine');
  expect(await (await openIndex(other)).list()).toEqual([]);
});

/** A tab that does not let go: it holds the database at an older version and ignores being asked. */
function stubbornTab(name: string, version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
  });
}

test('a tab that does not let go is told after five seconds, by opening and by erasing; nothing is lost', async () => {
  const place = here();
  const index = await openIndex(place);
  const [opening, erasing] = [await index.create('Opening'), await index.create('Erasing')];
  const tabs = [
    await stubbornTab(databaseName(place.scope, opening), 5),
    await stubbornTab(databaseName(place.scope, erasing), 5),
  ];
  await Promise.all([
    expect(openWorkspace({ ...place, id: opening })).rejects.toMatchObject({
      code: 'storage-blocked',
      retryable: true,
    }),
    expect(index.erase(erasing)).rejects.toMatchObject({ code: 'storage-blocked', retryable: true }),
  ]);
  expect(await index.list()).toHaveLength(2);
  for (const tab of tabs) tab.close();
  expect((await openWorkspace({ ...place, id: opening })).id).toBe(opening);
  await index.erase(erasing);
  expect(await index.list()).toHaveLength(1);
});

/** Another tab's upgrade of a database it makes, going on for so many milliseconds. Ends without a database. */
function slowUpgrade(name: string, lasts: number): Promise<void> {
  const request = indexedDB.open(name);
  return new Promise((begun, failed) => {
    request.onerror = () => failed(request.error ?? new Error('not opened'));
    request.onsuccess = () => request.result.close();
    request.onupgradeneeded = () => {
      begun();
      const end = Date.now() + lasts;
      const rows = request.result.createObjectStore('rows');
      const goOn = () => {
        if (Date.now() < end) rows.count().onsuccess = goOn;
      };
      goOn();
    };
  });
}

test('a database that takes long to open is waited for: only a tab that does not let go is told of', async () => {
  const place = { ...here(), id: newId<'workspace'>(0, seededRandom(8)) };
  await slowUpgrade(databaseName(place.scope, place.id), 6_000);
  expect((await openWorkspace(place)).id).toBe(place.id);
});
