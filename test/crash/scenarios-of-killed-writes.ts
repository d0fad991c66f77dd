import { seeded } from '../support/loopback/random';
import { countRows, rowsTogether } from '../e2e/database';
import { give, same } from './point';
import { passphrase, type Rig } from './rig';
import type { Scenario } from './scenario';
import { hearStop } from './stop';
import { until } from './until';

/** The browser is killed (SIGKILL) in the middle of a large write that is no run's: scenarios 36 to 38. */

/** Where each is killed is drawn anew each time it is played. */
const random = seeded(20261126);
const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));

export const killedWriteScenarios: readonly Scenario[] = [
  {
    number: 36,
    name: 'killed while a file takes the workspace’s place',
    spoils: true,
    async play(rig) {
      const file = await rig.app.exportWorkspace();
      const held = await holds(rig);
      await rig.app.open();
      await give(rig, 'Say what the file does not hold');
      await rig.settleGiven();
      const before = await holds(rig);
      const at = between(1, 60);
      const stopped = await rig.stopAt({ store: '*', occurrence: at, when: 'in the put' });
      const taken = rig.app.importWorkspace(file, 'replace').then(
        () => 'taken in' as const,
        () => 'cut short' as const,
      );
      const first = await Promise.race([stopped().then(() => 'stopped' as const), taken]);
      await rig.kill('browser killed');
      await taken;
      await rig.reopen();
      const after = await holds(rig);
      const whole = after === held || (after === before && first !== 'taken in');
      // A file takes the case's own rows away.
      if (after !== before) rig.loopback.reset();
      return {
        faults: same('the workspace is the old or the new, whole', whole, true),
        note: `${first} at write ${at}, ${after === held ? 'the new' : 'the old'} is there`,
      };
    },
  },
  {
    number: 37,
    name: 'killed while the passphrase is changed',
    spoils: true,
    async play(rig) {
      const { page, app } = rig;
      const next = 'ten quiet harbours under the moon';
      await app.open('#/settings/vault');
      await page.getByRole('textbox', { name: 'Current passphrase' }).fill(passphrase);
      await page.getByRole('textbox', { name: 'New passphrase' }).fill(next);
      const changed = page.getByText('The passphrase was changed.').waitFor();
      changed.catch(() => {});
      await page.getByRole('button', { name: 'Change the passphrase' }).click();
      const after = between(0, 2_500);
      const acknowledged = await Promise.race([
        changed.then(() => true),
        new Promise<boolean>(resolve => setTimeout(resolve, after, false)),
      ]);
      await rig.kill('browser killed');
      await rig.reopen({ unlock: false });
      const opens = (await opensWith(rig, next)) ? 'the new' : (await opensWith(rig, passphrase)) ? 'the old' : 'none';
      return {
        faults: [
          ...same('a passphrase opens it', opens === 'none', false),
          ...same('an acknowledged change holds', acknowledged && opens === 'the old', false),
        ],
        note: `after ${after} ms, ${acknowledged ? 'acknowledged' : 'under way'}: ${opens} opens`,
      };
    },
  },
  {
    number: 38,
    name: 'killed while the database of an older version is brought up to date',
    spoils: true,
    async play(rig) {
      await give(rig, 'Say what the older version held');
      await rig.settleGiven();
      const before = await countRows(rig.page);
      await rig.page.goto('/out.html');
      await rig.page.evaluate(makeOlder);
      const at = between(1, 3);
      const channel = `older:${at}:${Math.random()}`;
      const stopped = await hearStop(rig.page, channel);
      const page = await rig.profile.context.newPage();
      await page.route('**/workers/engine.worker-*', async route => {
        const response = await route.fetch();
        const hurried = `(${String(stopUpgrade)})(${JSON.stringify({ at, channel })});${await response.text()}`;
        await route.fulfill({ response, body: hurried });
      });
      await page.goto('/');
      await stopped(`table ${at} is made`);
      await rig.kill('browser killed');
      await rig.reopen();
      await everyRow(before, rig);
      return { faults: [], note: `at table ${at} of 3` };
    },
  },
];

/** How much there is of what a file takes the place of. */
async function holds({ page }: Rig): Promise<string> {
  const rows = await rowsTogether(page, ['agent', 'connection', 'conversation', 'message', 'event', 'cost', 'payload']);
  return JSON.stringify(Object.entries(rows).map(([table, { length }]) => [table, length]));
}

async function opensWith({ page, app }: Rig, passphrase: string): Promise<boolean> {
  await app.open('#/unlock');
  await app.passphraseField.waitFor();
  await app.unlock(passphrase);
  const refused = page.getByText('That is not it.');
  return until('the passphrase is looked at', async () => {
    if (await refused.isVisible()) return 'no' as const;
    return !(await app.passphraseField.isVisible()) && ('yes' as const);
  }).then(answer => answer === 'yes');
}

/** Waits until all that was in some tables is; a version may add tables. Throws which have something else. */
async function everyRow(before: Record<string, number>, { page }: Rig): Promise<void> {
  let other: string[] = [];
  const there = until('every row is there again', async () => {
    const after = await countRows(page);
    other = Object.entries(before).flatMap(([table, count]) =>
      after[table] === count ? [] : [`${after[table]} instead of ${count} in ${table}`],
    );
    return other.length === 0;
  });
  await there.catch((error: unknown) => {
    throw new Error(`${String(error)}: ${other.join()}`);
  });
}

/** Runs in a page that holds no database: makes the workspace's as a version before this one had it, three tables short. */
async function makeOlder(): Promise<void> {
  const settled = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(request.error?.message));
    });
  const found = (await indexedDB.databases()).find(one => one.name?.includes(':workspace:'));
  const name = found?.name ?? '';
  const now = await settled(indexedDB.open(name));
  const tables = [];
  for (const table of now.objectStoreNames) {
    const store = now.transaction(table).objectStore(table);
    const { keyPath, autoIncrement } = store;
    const indexes = Array.from(store.indexNames, index => store.index(index)).map(index => ({
      name: index.name,
      keyPath: index.keyPath,
      options: { unique: index.unique, multiEntry: index.multiEntry },
    }));
    tables.push({ table, options: { keyPath, autoIncrement }, indexes, rows: await settled(store.getAll()) });
  }
  now.close();
  await settled(indexedDB.deleteDatabase(name));
  const older = tables.filter(({ table }) => !['attachment', 'bill', 'quarantine'].includes(table));
  const request = indexedDB.open(name, (found?.version ?? 0) - 10);
  request.onupgradeneeded = () => {
    for (const { table, options, indexes, rows } of older) {
      const store = request.result.createObjectStore(table, options);
      for (const index of indexes) store.createIndex(index.name, index.keyPath, index.options);
      for (const row of rows) store.put(row);
    }
  };
  (await settled(request)).close();
}

/** Runs in the data worker before it opens the database: it stops for ever when it makes the table of that number. */
function stopUpgrade({ at, channel }: { at: number; channel: string }): void {
  const { prototype } = IDBDatabase;
  // oxlint-disable-next-line typescript/unbound-method -- called on the database that it was called on
  const { createObjectStore } = prototype;
  let count = 0;
  prototype.createObjectStore = function (...given) {
    const store = createObjectStore.apply(this, given);
    if (++count === at) {
      new BroadcastChannel(channel).postMessage('stopped');
      Atomics.wait(new Int32Array(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer), 0, 0);
    }
    return store;
  };
}
