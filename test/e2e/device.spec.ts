import type { Page } from '@playwright/test';

import { dataWorker, turnClock } from '../support/data-worker';
import type { Loopback } from '../support/loopback/server';
import { ledgerOf, rowsOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

/** What the device does to a run in flight: no room, another time, sleep, a newer version. */

const hour = 3_600_000;

test('on a full disk nothing is called and nothing is lost, and what is saved there can be taken in; with room again it goes on', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.ask('say enough room');
  await expect(app.lastAnswer).toContainText('enough room');
  await app.settled();
  await fillDisk(page, true);
  await app.ask('say room again');
  await expect(page.getByText('This browser is out of storage. Work waits')).toBeVisible();
  expect(callsOf(loopback)).toBe(1);
  const conversation = new URL(page.url()).hash;
  await app.openAgent('Ada', 'Overview');
  await app.act('Duplicate');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save everything as a file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.retinue\.json$/);
  await fillDisk(page, false);
  await app.open(conversation);
  await expect(app.lastAnswer).toContainText('room again');
  await expect(page.getByText('This browser is out of storage. Work waits')).toBeHidden();
  await app.importWorkspace(await saved.path(), 'merge');
  expect(callsOf(loopback)).toBe(2);
  expect(await ledgerOf(page)).toHaveLength(2);
});

test('a clock that jumps a day ahead and back moves no lead and loses no order', async ({
  hired: app,
  page,
  context,
  loopback,
}) => {
  await app.ask('say today');
  await expect(app.lastAnswer).toContainText('today');
  const other = new Retinue(await context.newPage());
  await other.page.goto(page.url());
  await expect(other.lastAnswer).toContainText('today');
  const [before] = (await rowsOf(page, 'device')).filter(row => row.id === 'lead');

  await turnClock(page, 26 * hour);
  await app.ask('say tomorrow');
  await expect(app.lastAnswer).toContainText('tomorrow');
  await app.settled();
  await turnClock(page, 0);
  await app.ask('say today again');
  await expect(app.lastAnswer).toContainText('today again');
  await expect(other.answers).toHaveText([/today/, /tomorrow/, /today again/]);

  const [after] = (await rowsOf(page, 'device')).filter(row => row.id === 'lead');
  expect(after).toEqual(before);
  const entries = (await ledgerOf(page)).sort((a, b) => a.seq - b.seq);
  const [first, second, third] = entries.map(entry => entry.dayUtc);
  expect([first, second]).toEqual(entries.slice(0, 2).map(entry => new Date(entry.at).toISOString().slice(0, 10)));
  expect(second).not.toBe(first);
  // Books are not opened again for a clock that was put back.
  expect(third).toBe(second);
  expect(entries.map(entry => entry.born)).toEqual(entries.map(entry => entry.born).sort());
  expect(loopback.ledger).toHaveLength(3);
});

test('a frozen page goes on where it was, and says when the device had stopped it', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.ask('write 60 words, held after 20');
  await expect(app.lastAnswer).toContainText('(10)');
  await freeze(page, 2_000);
  await expect(app.conversation).toContainText('Your device paused it at');
  loopback.goOn();
  await expect(app.lastAnswer).toContainText('(60)');
  await app.settled();
  expect(await ledgerOf(page)).toHaveLength(1);
  expect(loopback.ledger).toHaveLength(1);
});

test('leaving the page in the middle of an answer and coming back ends honestly', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.ask('write 200 words, held after 60');
  await expect(app.lastAnswer).toContainText('(30)');
  await page.goto('about:blank');
  await page.goBack();
  loopback.goOn();
  await app.ready();
  await app.settled();
  await expect(app.lastAnswer).toContainText('(10)');
  const attempts = (await ledgerOf(page)).map(entry => `${entry.act}/${entry.attempt}`);
  expect(new Set(attempts).size).toBe(attempts.length);
  expect(attempts).toHaveLength(callsOf(loopback));
});

test('a database that a newer version has taken over is left alone, with what was typed in it', async ({
  hired: app,
  page,
}) => {
  await app.ask('say kept');
  await expect(app.lastAnswer).toContainText('kept');
  await app.settled();
  await page.getByRole('textbox', { name: /^Message to / }).fill('not sent yet');
  await expect.poll(async () => JSON.stringify(await rowsOf(page, 'unsent'))).toContain('not sent yet');
  const reloaded = page.waitForEvent('load');
  // From a page of its own: the app's loads anew, and what it had asked of the database would end with it.
  const newer = await page.context().newPage();
  await newer.goto('/seal.txt');
  await newer.evaluate(takeOver);
  await reloaded;
  await expect(page.getByText('This workspace was written by a newer version of Retinue.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save everything' })).toBeVisible();
  expect(JSON.stringify(await rowsOf(page, 'unsent'))).toContain('not sent yet');
  expect(await rowsOf(page, 'message')).toHaveLength(2);
});

/** Calls of a model that left. */
const callsOf = ({ seen }: Loopback) => seen.filter(({ method }) => method === 'POST').length;

/**
 * Lets the data worker's writes end as they do on a full disk, or as usual again: runs and agents; the user's message still finds room.
 * What Chromium does when there is really no room is played by `npm run test:crash`: it notices only after half a minute.
 */
async function fillDisk(page: Page, full: boolean): Promise<void> {
  const worker = await dataWorker(page);
  await worker.evaluate(isFull => {
    const { prototype } = IDBObjectStore;
    const add: Function = Reflect.get(prototype, 'trueAdd') ?? Reflect.get(prototype, 'add');
    const failing = new Proxy(add, {
      apply(_, store: IDBObjectStore, given: [{ event?: { kind: string } }]) {
        const finds = store.name !== 'agent' && given[0].event?.kind !== 'run-leased';
        if (finds) return Reflect.apply(add, store, given);
        throw new DOMException('no room', 'QuotaExceededError');
      },
    });
    Object.assign(prototype, { trueAdd: add, add: isFull ? failing : add });
  }, full);
}

/**
 * Stops the data worker for a while and tells the page what a device tells it. Chromium itself freezes only what is
 * hidden, and every page of a test is in front.
 */
async function freeze(page: Page, time: number): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('freeze')));
  const worker = await dataWorker(page);
  await worker.evaluate(sleep => {
    const { buffer } = new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 });
    Atomics.wait(new Int32Array(buffer), 0, 0, sleep);
  }, time);
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));
}

/** Runs in the page: opens the workspace as a later version of the app would. */
async function takeOver(): Promise<void> {
  const found = (await indexedDB.databases()).find(({ name }) => name?.includes(':workspace:'));
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(found?.name ?? '', (found?.version ?? 0) + 10);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(new Error('it could not be opened'));
  });
}

test('what does not come while the page opens is told: its own code, a data worker that says nothing, one that fails before the page is there to hear of it', async ({
  page,
}) => {
  const [code, worker] = ['**/assets/home-*.js', '**/workers/engine.worker-*'];
  await page.clock.install();
  await page.route(code, route => route.abort());
  await page.goto('/#/costs');
  await expect(page.getByRole('heading', { level: 1, name: 'This screen did not load' })).toBeVisible();
  await page.unroute(code);

  await page.route(worker, () => {});
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Opening the workspace' })).toBeVisible();
  await page.clock.fastForward(9_000);
  await expect(page.getByRole('status')).toBeEmpty();
  await page.clock.fastForward(2_000);
  await expect(page.getByRole('status')).toContainText('longer than usual');
  await page.unroute(worker);

  await page.route(worker, route => route.abort());
  await page.route(code, async route => {
    await page.waitForTimeout(1_000);
    await route.continue();
  });
  await page.reload();
  await expect(page.getByText('The workspace did not open')).toBeVisible();
});

test('in a private window, without private files and without a promise, it works, warns, and can be erased', async ({
  page,
  loopback,
}) => {
  const refusing = `Object.assign(StorageManager.prototype, {
    getDirectory: () => Promise.reject(new DOMException('not here', 'SecurityError')),
    persist: async () => false,
    persisted: async () => false,
  });
  // Neighbours on the origin have filled it.
  if ('Storage' in globalThis) Storage.prototype.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };`;
  await page.addInitScript(refusing);
  await page.route('**/workers/engine.worker-*', async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${refusing}${await response.text()}` });
  });
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com', { passphrase: 'seven quiet lamps above the harbour' });
  await app.open();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/team$/);
  // Longer than what is kept in a file of its own.
  await app.ask(`say kept\n${'a long line of it '.repeat(4_000)}to its end`);
  await expect(app.lastAnswer).toContainText('kept');
  await app.settled();
  await page.reload();
  await expect(page.getByText('to its end')).toBeVisible();
  await app.open();
  await expect(page.getByText('This looks like a private window')).toBeVisible();
  await app.open('#/settings/data');
  await expect(page.getByText('Kept even when space runs short')).toBeVisible();
  await expect(page.getByText('This browser keeps no private files')).toBeVisible();
  await page.getByRole('button', { name: 'Ask the browser to keep it' }).click();
  await expect(page.getByText('The browser promised nothing this time.')).toBeVisible();
  await app.eraseEverything();
  // Our ledger went with all else.
  loopback.reset();
  await app.open();
  await expect(page.getByRole('link', { name: 'Bring a key' })).toBeVisible();
});
