import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { serveDist } from '../../.ci/serve.mjs';
import { releaseNext } from '../support/next-build';
import { ledgerOf } from './database';
import { keepNotices, setInView } from './notices';
import { Retinue } from './pages';
import { expect, test, watch } from './stage';

const dist = resolve(import.meta.dirname, '../../dist');

test('an update that comes while an agent works waits until it is done, and then for the user', async ({
  browser,
  loopback,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'retinue-update-'));
  await cp(dist, folder, { recursive: true });
  const server = await serveDist({ port: 0, folder });
  const context = await browser.newContext({ baseURL: server.address, serviceWorkers: 'allow' });
  const complaints = watch(context);
  const app = new Retinue(await context.newPage());
  const { page } = app;
  await app.connectAndHire('api.anthropic.com', { passphrase: 'seven quiet lamps above the harbour' });
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  let loads = 0;
  page.on('load', () => (loads += 1));

  await keepNotices(page);
  const [service] = context.serviceWorkers();
  await service?.evaluate(keepShown);
  await setInView(page, false);
  await app.ask('write 80 words, held after 20');
  await expect(app.lastAnswer).toContainText('(10)');
  await releaseNext(folder, 'out.css', '/* the next build */');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText('It can take over when the work under way is done.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use it now' })).toBeHidden();
  const conversation = page.url();
  await app.open('#/settings/about');
  // The strip, and the page itself.
  await expect(page.getByText('It can take over when the work under way is done.')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Use it now' })).toBeHidden();
  await page.goto(conversation);
  loopback.goOn();
  await expect(app.lastAnswer).toContainText('(80)');
  await app.settled();
  const offer = page.getByRole('button', { name: 'Use it now' });
  await expect(offer).toBeVisible();
  // Where a service worker serves, it shows the notices: on Android nobody else may.
  const asked = page.url();
  await page.evaluate(() => location.assign('#/costs'));
  await expect.poll(() => service?.evaluate(followShown)).toBe('Ada has finished');
  await expect(page).toHaveURL(asked);
  await setInView(page, true);
  expect(loads).toBe(0);

  await Promise.all([page.waitForEvent('load'), offer.click()]);
  await app.ready();
  expect(await page.evaluate(async () => (await fetch('out.css')).text())).toContain('the next build');
  await expect(app.lastAnswer).toContainText('(80)');
  expect(await ledgerOf(page)).toHaveLength(1);
  expect(loopback.ledger).toHaveLength(1);
  expect(complaints).toEqual([]);
  await context.close();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Runs in the service worker: notes what it shows, for a headless shell allows it to show nothing. */
function keepShown(): void {
  const { registration } = globalThis as unknown as ServiceWorkerGlobalScope;
  registration.showNotification = async (title, options) => {
    Object.assign(globalThis, { shown: { title, data: options?.data as unknown } });
  };
}

/** Runs in the service worker: the user follows what was shown last. Returns its title. */
async function followShown(): Promise<string | undefined> {
  const shown = Reflect.get(globalThis, 'shown') as { title: string; data: unknown } | undefined;
  if (!shown) return undefined;
  let led: Promise<unknown> = Promise.resolve();
  const notification = { data: shown.data, close: () => {} };
  const waitUntil = (given: Promise<unknown>) => (led = given);
  globalThis.dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), { notification, waitUntil }));
  // No one has clicked, so the page may not be brought to the front.
  await led.catch(() => {});
  return shown.title;
}
