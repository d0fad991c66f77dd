// `npm run screenshots`: takes the pictures of the README and of the install dialog from the built app and its demo team.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/support/chromium.mjs';
import { buildWhenNeeded, serveDist } from './serve.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

await buildWhenNeeded();
const server = await serveDist({ port: 0 });
const browser = await chromium.launch(await findChromium());
const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' });
const page = await context.newPage();

/** The fonts come with the service worker: the page is loaded as a later visit finds it. */
async function settle() {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('retinue-ready').length > 0);
  await page.waitForTimeout(2_000);
}

await page.goto(server.address);
await page.getByText('Add up the invoices').click();
await page.getByText('nothing was paid').waitFor({ timeout: 60_000 });
await settle();
await page.screenshot({ path: resolve(ROOT, 'docs/screenshot.png') });

await mkdir(resolve(ROOT, 'public/screenshots'), { recursive: true });
await page.goto(`${server.address}#/`);
await settle();
await page.screenshot({ path: resolve(ROOT, 'public/screenshots/wide.png') });
await page.setViewportSize(NARROW);
await settle();
await page.screenshot({ path: resolve(ROOT, 'public/screenshots/narrow.png') });

await browser.close();
await server.close();
