import { readFile } from 'node:fs/promises';

import { dataWorker } from '../support/data-worker';
import { rowsOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

test('a database that lost rows is noticed; what is left can be saved and gone on with', async ({ page }) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.ask('Who are you, and what can you do for me?');
  await app.settled();
  // The figures are kept elsewhere two seconds after the last change.
  await expect.poll(async () => page.evaluate(() => Object.keys(localStorage).join())).toContain('witness');
  const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  await expect.poll(kept).toContain('\\"seq\\":');

  await page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find(one => one.name?.includes(':workspace:')) ?? {};
    const opened = indexedDB.open(name ?? '');
    const database = await new Promise<IDBDatabase>(resolve => (opened.onsuccess = () => resolve(opened.result)));
    const lost = database.transaction(['event', 'cost'], 'readwrite');
    lost.objectStore('event').clear();
    lost.objectStore('cost').clear();
    await new Promise(resolve => (lost.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await expect(app.main).toContainText('The database holds less than it did');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save everything' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('Who are you, and what can you do for me?');

  await page.getByRole('button', { name: 'Go on with what is left' }).click();
  await app.ready();
  await app.open('#/conversations');
  await expect(app.main).toContainText('Who are you');
  // That file is for people and tools.
  await app.open('#/settings/data');
  await app.chooseFile(await download.path());
  await expect(app.trouble).toContainText('no workspace to import');
});

test('a browser that threw the databases away is told of, whether it left all else or only the private files; where it left nothing, a file brings it back', async ({
  page,
}) => {
  const app = new Retinue(page);
  await app.open();
  const home = new URL('./', page.url()).href;
  await app.startDemo();
  await app.ask('Who are you, and what can you do for me?');
  await app.settled();
  await expect.poll(() => page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).toContain('\\"seq\\":');
  const file = await app.exportWorkspace();
  for (const forget of [() => undefined, () => localStorage.clear()]) {
    // A page of this origin that holds no database open.
    await page.goto(new URL('out.html', home).href);
    await page.evaluate(forget);
    await page.evaluate(dropDatabases);
    await page.goto(home);
    await expect(app.main).toContainText('The database holds less than it did');
  }
  await page.getByRole('button', { name: 'Go on with what is left' }).click();
  await app.ready();

  await page.goto(new URL('out.html', home).href);
  await page.evaluate(() => localStorage.clear());
  await page.evaluate(dropDatabases);
  await page.evaluate(dropPrivateFiles);
  await page.goto(home);
  await page.getByRole('link', { name: 'Bring back a saved workspace' }).click();
  await app.importWorkspace(file, 'merge');
  await app.open('#/conversations');
  await expect(app.main).toContainText('Who are you');
});

test('erasing everything is done before the page loads anew, and once: nothing looks lost afterwards, in no tab, and nothing is left of what was not sent', async ({
  page,
  context,
}) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.ask('What day and time is it now where I am?');
  await app.settled();
  await app.open();
  const task = page.getByRole('textbox', { name: 'New task' });
  await task.fill('nobody should find this');
  await expect.poll(async () => JSON.stringify(await rowsOf(page, 'unsent'))).toContain('nobody should find this');
  await expect.poll(async () => page.evaluate(() => Object.keys(localStorage).join())).toContain('witness');
  const other = new Retinue(await context.newPage());
  await other.open('#/conversations');
  await expect(other.main).toContainText('What day and time');
  await app.open('#/settings/data');
  // The other tab has all the time to come back before the last is erased.
  await (
    await dataWorker(page)
  ).evaluate(() => {
    const find = navigator.storage.getDirectory.bind(navigator.storage);
    StorageManager.prototype.getDirectory = async () => {
      await new Promise(resolve => setTimeout(resolve, 1_500));
      return find();
    };
  });
  let loads = 0;
  page.on('load', () => void (loads += 1));
  await app.eraseEverything();
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('witness');
  await app.open('#/conversations');
  await expect(app.main).not.toContainText('What day and time');
  expect(loads).toBe(1);
  // The other tab has begun anew with it: in the one workspace there is.
  await expect(other.main).not.toContainText('What day and time');
  await other.open('#/conversations');
  await expect(other.main).not.toContainText('The database holds less');
  const workspaces = await page.evaluate(async () =>
    (await indexedDB.databases()).filter(one => one.name?.includes(':workspace:')),
  );
  expect(workspaces).toHaveLength(1);
  await app.open();
  await app.startDemo();
  await app.open();
  await expect(task).toHaveValue('');
});

/** Runs in the page. */
async function dropDatabases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    const asked = indexedDB.deleteDatabase(name ?? '');
    await new Promise((resolve, reject) => {
      asked.onsuccess = resolve;
      asked.onerror = reject;
    });
  }
}

/** Runs in the page. */
async function dropPrivateFiles(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
}
