import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { serveDist } from '../../.ci/serve.mjs';
import { findChromium } from '../support/chromium.mjs';
import { dataWorker } from '../support/data-worker';
import { releaseNext } from '../support/next-build';
import { bareTest as test, expect } from './stage';

const DIST = resolve(import.meta.dirname, '../../dist');

/** The screens are there and a service worker serves this page. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      performance.getEntriesByName('retinue-ready').length > 0 &&
      navigator.serviceWorker.controller?.state === 'activated',
  );
}

test('can be installed under /app/, for the browser names no error, and reloads there with the server stopped', async () => {
  const server = await serveDist({ port: 0, base: '/app/' });
  const profile = await mkdtemp(join(tmpdir(), 'retinue-install-'));
  const context = await chromium.launchPersistentContext(profile, await findChromium());
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(server.address);
  await settled(page);
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  const { errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);

  await server.close();
  await page.reload();
  await settled(page);
  await context.close();
  await rm(profile, { recursive: true });
});

test('reloads under / with the server stopped; what is seldom used says that it needs the network once', async ({
  page,
}) => {
  const server = await serveDist({ port: 0 });
  await page.goto(server.address);
  await settled(page);
  await expectFont(page, 'h1', 'Gelasio');
  await server.close();
  await page.goto(`${server.address}#/costs`);
  await page.reload();
  await settled(page);
  await expectFont(page, 'h1', 'Gelasio');
  const bill = page.getByLabel('Choose a bill').and(page.locator('input'));
  const file = { name: 'bill.csv', mimeType: 'text/csv', buffer: Buffer.from('no bill') };
  await bill.setInputFiles(file);
  await expect(page.getByText('needs the network once')).toBeVisible();

  const again = await serveDist({ port: Number(new URL(server.address).port) });
  for (const close of [again.close, async () => undefined]) {
    await page.reload();
    await settled(page);
    await bill.setInputFiles(file);
    await expect(page.getByText('holds no lines of a bill')).toBeVisible();
    await close();
  }
});

test('does not serve what a script has put into Cache Storage, nor starts from it when the true bytes cannot be had; reloads under /a/b/ with the server stopped', async ({
  page,
}) => {
  const first = await serveDist({ port: 0, base: '/a/b/' });
  await page.goto(first.address);
  await settled(page);
  await first.close();
  await page.reload();
  await settled(page);

  const server = await serveDist({ port: Number(new URL(first.address).port), base: '/a/b/' });
  expect(await page.evaluate(poison, 'document.documentElement.dataset.poisoned = "yes"')).toBeGreaterThan(5);
  await page.reload();
  await settled(page);
  expect(await page.evaluate(() => document.documentElement.dataset['poisoned'])).toBeUndefined();

  await page.evaluate(poison, '<script>document.title = "poisoned"</script>');
  await server.close();
  await expect(page.reload()).rejects.toThrow(/ERR_FAILED/);
});

test('seals itself on a host without headers after one reload, starts no worker before, and then neither page nor engine reaches another origin', async ({
  page,
}) => {
  const server = await serveDist({ port: 0, headers: false });
  let loads = 0;
  const workersAtLoad: number[] = [];
  page.on('load', () => {
    loads++;
    workersAtLoad.push(page.workers().length);
  });
  await page.goto(server.address);
  await settled(page);
  expect(loads).toBe(2);
  expect(workersAtLoad[0]).toBe(0);
  const served = await page.evaluate(async () => {
    const response = await fetch('./', { method: 'HEAD' });
    return Object.fromEntries(response.headers);
  });
  expect(served).toMatchObject({
    'connection-allowlist': '(response-origin)',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'cross-origin-opener-policy': 'same-origin',
  });
  // What its own origin sends without headers may do nothing either.
  const missing = await page.evaluate(async () =>
    (await fetch('./no-such-page')).headers.get('content-security-policy'),
  );
  expect(missing).toContain("default-src 'none'");

  const elsewhere = await listen();
  const reach = async (address: string) =>
    fetch(address).then(
      () => 'reached',
      () => 'refused',
    );
  expect(await page.evaluate(reach, elsewhere.address)).toBe('refused');
  const worker = await dataWorker(page);
  expect(await worker.evaluate(reach, elsewhere.address)).toBe('refused');
  expect(elsewhere.asked()).toBe(0);
  await elsewhere.close();
  await server.close();
});

test('where no service worker can seal a bare host it says so, and starts no worker; so it does where the host never says whether it is bare', async ({
  page,
}) => {
  const server = await serveDist({ port: 0, headers: false });
  // Ten seconds are a tenth of one here.
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = milliseconds => timeout(milliseconds / 100);
    ServiceWorkerContainer.prototype.register = () => new Promise(() => {});
  });
  await page.clock.install();
  await page.route('**/seal.txt', () => {});
  const asked = page.waitForRequest('**/seal.txt');
  // Not until it is loaded: that waits for the seal, too.
  await page.goto(server.address, { waitUntil: 'commit' });
  await asked;
  await page.waitForTimeout(500);
  await page.clock.fastForward(21_000);
  await expect(page.getByText('The server does not say in time')).toBeVisible();
  expect(page.workers()).toEqual([]);

  await page.unrouteAll();
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  await page.goto(server.address);
  await expect(page.getByText('The host sends no security headers')).toBeVisible();
  expect(page.workers()).toEqual([]);
  await server.close();
});

test('opened as a file it says in one plain sentence what to do', async ({ page }) => {
  await page.goto(`file://${DIST}/index.html`);
  await expect(page.getByText('Open it through a web server')).toBeVisible();
});

test('an update waits until it is let in, then every page loads it and the data stays', async ({ context }) => {
  const folder = await mkdtemp(join(tmpdir(), 'retinue-update-'));
  await cp(DIST, folder, { recursive: true });
  const server = await serveDist({ port: 0, folder });
  const page = await context.newPage();
  await page.goto(server.address);
  await settled(page);
  await page.evaluate(() => localStorage.setItem('kept', 'yes'));
  const other = await context.newPage();
  await other.goto(server.address);
  await settled(other);

  await releaseNext(folder, 'out.css', '/* the next build */');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    while (!registration?.waiting) await new Promise(resolve => setTimeout(resolve, 50));
  });
  expect(await page.evaluate(read, 'out.css')).not.toContain('the next build');

  const reloaded = Promise.all([page.waitForEvent('load'), other.waitForEvent('load')]);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    registration?.waiting?.postMessage('use-update');
  });
  await reloaded;
  for (const each of [page, other]) {
    await settled(each);
    expect(await each.evaluate(read, 'out.css')).toContain('the next build');
  }
  expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  await server.close();
  await rm(folder, { recursive: true });
});

/** Runs in the page: puts a text in the place of everything its caches hold; how much that was. */
async function poison(text: string): Promise<number> {
  let count = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      await cache.put(request, new Response(text));
      count++;
    }
  }
  return count;
}

/** Looks again where the screen drew it anew between two questions. */
async function expectFont(page: Page, selector: string, font: string): Promise<void> {
  await expect(async () => expect(await fontOf(page, selector)).toBe(font)).toPass({ timeout: 30_000 });
}

/** The font the browser draws it in, whatever the style sheet names. */
async function fontOf(page: Page, selector: string): Promise<string | undefined> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await session.detach();
  return fonts[0]?.familyName;
}

/** A host that lets every page read it, and counts who comes. */
async function listen() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('ok');
  });
  await new Promise<void>(listening => server.listen(0, 'localhost', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    asked: () => asked,
    close: () => new Promise(closed => server.close(closed)),
  };
}

/** Runs in the page, through its service worker. */
async function read(path: string): Promise<string> {
  return (await fetch(path)).text();
}
