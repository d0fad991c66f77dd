import type { Page } from '@playwright/test';

import { dataWorker } from '../support/data-worker';
import { ledgerOf, rowsOf } from './database';
import { seenOn, watchFor } from './on-screen';
import { Retinue } from './pages';
import { expect, test } from './stage';

test('stop keeps and prices what arrived', async ({ page, loopback }) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  await app.ask('write 600 words at 60 per second');
  await expect(app.lastAnswer).toContainText('(20)');
  await watchFor(page, 'stopped');
  await app.stopButton.click();
  const { clicked = 0, shown = 0 } = await seenOn(page);
  console.log(`stop: the screen shows it after ${Math.round(shown - clicked)} ms`);
  await app.settled();
  await expect(app.lastAnswer).toContainText('(20)');
  await expect.poll(() => loopback.ledger.length).toBe(1);
  const made = loopback.ledger[0];
  expect(made?.complete).toBe(false);
  const [entry] = await ledgerOf(page);
  expect(entry?.basis).toBe('estimated');
  expect(BigInt(entry?.low ?? -1)).toBeLessThanOrEqual(made?.nanoUsd ?? 0n);
  expect(BigInt(entry?.high ?? -1)).toBeGreaterThanOrEqual(made?.nanoUsd ?? 0n);
});

test('retry keeps the old answer as a version with its cost; an edited message begins a branch', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  loopback.queue('api.anthropic.com', { kind: 'answer', text: 'First try.' }, { kind: 'answer', text: 'Second try.' });
  await app.ask('tell me something');
  await expect(app.lastAnswer).toContainText('First try.');
  await app.retry();
  await expect(app.lastAnswer).toContainText('Second try.');
  await app.settled();
  await app.showEarlierVersion();
  await expect(app.lastAnswer).toContainText('First try.');
  expect(await ledgerOf(page)).toHaveLength(2);

  await app.ask('say apples');
  await expect(app.lastAnswer).toContainText('apples');
  await app.editLastMessage('say pears');
  await expect(app.lastAnswer).toContainText('pears');
  await app.settled();
  await expect(app.transcript).not.toContainText('say apples');
  await app.showEarlierVersion();
  await expect(app.lastAnswer).toContainText('apples');
});

test('a reload during the stream ends honestly: one entry for each attempt, what arrived is kept', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  await app.ask('write 300 words, held after 60');
  await expect(app.lastAnswer).toContainText('(50)');
  await page.reload();
  await app.settled();
  await expect(app.conversation).toContainText('(10)');
  const entries = await ledgerOf(page);
  const attempts = entries.map(entry => `${entry.act}/${entry.attempt}`);
  expect(new Set(attempts).size).toBe(attempts.length);
  expect(entries.length).toBe(loopback.seen.filter(({ method }) => method === 'POST').length);
});

test('a tab killed between intent and result: the run ends honestly in the next one', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  loopback.queue('api.anthropic.com', { kind: 'silence' });
  await app.ask('say never heard');
  await expect.poll(() => loopback.seen.some(({ method }) => method === 'POST')).toBe(true);
  const address = page.url();
  const second = await context.newPage();
  await page.close();
  const next = new Retinue(second);
  await second.goto(address);
  await next.settled();
  const entries = await ledgerOf(second);
  const attempts = entries.map(entry => `${entry.act}/${entry.attempt}`);
  expect(new Set(attempts).size).toBe(attempts.length);
  const open = (await rowsOf(second, 'act')).filter(act => act.status === 'intent');
  expect(open).toEqual([]);
});

test('two tabs show the same conversation, and only one of them pays; its draft is kept twice a second at most', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  await app.ask('say hello');
  await expect(app.lastAnswer).toContainText('hello');
  const second = new Retinue(await context.newPage());
  await second.page.goto(page.url());
  await expect(second.lastAnswer).toContainText('hello');
  const keptDrafts = await countDrafts(page);
  const asked = Date.now();
  await second.ask('write 120 words at 60 per second');
  await expect(app.lastAnswer).toContainText('(30)');
  await expect(second.lastAnswer).toContainText('(30)');
  await expect(second.lastAnswer).toContainText('(120)');
  const kept = await keptDrafts();
  const seconds = (Date.now() - asked) / 1_000;
  console.log(`a draft of 120 words: kept ${kept} times in ${seconds.toFixed(1)} s`);
  expect(kept).toBeGreaterThan(1);
  expect(kept).toBeLessThanOrEqual(2 * seconds + 1);
  await app.settled();
  expect(loopback.ledger).toHaveLength(2);
  expect(await ledgerOf(page)).toHaveLength(2);
});

test('a message written offline waits and is answered when the network is back', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  // What is fetched ahead does not come either; that is no error until it is asked for.
  await page.route(/\/assets\/(palette|keys)-/, route => route.abort());
  await app.connectAndHire('api.anthropic.com');
  await app.ask('say online');
  await expect(app.lastAnswer).toContainText('online');
  await app.settled();
  await context.setOffline(true);
  loopback.setDown(true);
  await app.ask('say later');
  await expect(app.conversation).toContainText(/offline|network/i);
  await page.keyboard.press('Control+k');
  await expect(page.getByText('This part of the app is not on this device yet.')).toBeVisible();
  expect(loopback.ledger).toHaveLength(1);
  const conversation = new URL(page.url()).hash;
  await page.goto('/#/files');
  await expect(page.getByRole('heading', { level: 1, name: 'This screen did not load' })).toBeVisible();
  loopback.setDown(false);
  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Files' }), 'comes with the network').toBeVisible();
  await app.open(conversation);
  await expect(app.lastAnswer).toContainText('later');
});

/** Counts from now on how often the data worker of a page writes a draft down; what it returns tells how often it was. */
async function countDrafts(page: Page): Promise<() => Promise<number>> {
  const worker = await dataWorker(page);
  await worker.evaluate(() => {
    Object.assign(globalThis, { drafts: 0 });
    const { prototype } = IDBObjectStore;
    const put: Function = Reflect.get(prototype, 'put');
    const counting = new Proxy(put, {
      apply(_, store: IDBObjectStore, given) {
        if (store.name === 'draft') Object.assign(globalThis, { drafts: Reflect.get(globalThis, 'drafts') + 1 });
        return Reflect.apply(put, store, given);
      },
    });
    Object.assign(prototype, { put: counting });
  });
  return () => worker.evaluate(() => Reflect.get(globalThis, 'drafts') as number);
}
