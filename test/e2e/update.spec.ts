import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { serveDist } from '../../.ci/serve.mjs';
import { releaseNext } from '../support/next-build';
import { ledgerOf } from './database';
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

  await app.ask('write 80 words at 20 per second');
  await expect(app.lastAnswer).toContainText('(10)');
  await releaseNext(folder, 'out.css', '/* the next build */');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText('It can take over when the work under way is done.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use it now' })).toBeHidden();
  await expect(app.lastAnswer).toContainText('(80)');
  await app.settled();
  const offer = page.getByRole('button', { name: 'Use it now' });
  await expect(offer).toBeVisible();
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
