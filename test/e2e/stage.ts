import { expect, test as base, type BrowserContext } from '@playwright/test';

import { findChromium } from '../support/chromium.mjs';
import { prepareDescriptions } from '../support/loopback/validate';
import { chromiumArguments, startLoopback, type Loopback } from '../support/loopback/server';
import { rowsTogether } from './database';
import { Retinue } from './pages';
import { letStall } from './stalls';
import { disagreements } from './two-ledgers';

/**
 * The stage every end-to-end test plays on: the built app in a real Chromium in which every foreign host ends at the
 * strict stand-in. A test fails when the stand-in found something wrong or counts other costs than the ledger, or when a
 * page threw or broke its own policy.
 */

interface Stage {
  /** The app in the test's page, with a key of Anthropic's and Ada hired. */
  hired: Retinue;
  /** The stand-in for all providers, empty at the start of each test. */
  loopback: Loopback;
  /** Set by a test that provokes the stand-in's complaints. */
  expectsProblems: boolean;
}

interface Worker {
  house: Loopback;
}

const seed = Number(process.env['RETINUE_SEED'] ?? '20261125');

/** The browser alone, without the rest of the stage: for tests of how the app is served. */
export const bareTest = base.extend<object, Worker>({
  house: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use, info) => {
      prepareDescriptions();
      const loopback = await startLoopback({ seed: seed + info.workerIndex });
      await use(loopback);
      await loopback.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  browser: [
    async ({ playwright, house }, use) => {
      const { executablePath, args } = await findChromium();
      const browser = await playwright.chromium.launch({
        executablePath,
        args: [...args, ...chromiumArguments(house.port)],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

export const test = bareTest.extend<Stage>({
  // The service worker has its own tests (pwa.spec.ts); elsewhere it only fills its cache beside the test.
  serviceWorkers: 'block',
  // Motion is looked at in pictures; here it only takes time.
  contextOptions: { reducedMotion: 'reduce' },
  expectsProblems: [false, { option: true }],
  loopback: [
    async ({ house, expectsProblems }, use) => {
      house.reset();
      await use(house);
      if (!expectsProblems) expect(house.problems, 'what the stand-in found wrong').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, loopback, baseURL }, use) => {
    const complaints = watch(context);
    const stalls = process.env['RETINUE_STALLS'];
    if (stalls) await letStall(context, Number(stalls));
    await use(context);
    expect(complaints, 'errors in the pages').toEqual([]);
    const page = context.pages().find(one => one.url().startsWith(baseURL ?? ''));
    if (!page || loopback.ledger.length === 0) return;
    const ours = await rowsTogether(page, ['cost', 'reservation']);
    expect(disagreements(ours, loopback.ledger), 'the bill and the ledger').toEqual([]);
  },
  hired: async ({ page }, use) => {
    const app = new Retinue(page);
    await app.connectAndHire('api.anthropic.com');
    await use(app);
  },
});

export { expect };

/** Collects what no user should ever cause: uncaught errors and violations of the page's policy. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on(
    'weberror',
    failure => void complaints.push(`thrown: ${failure.error().stack ?? failure.error().message}`),
  );
  context.on('console', message => {
    const text = message.text();
    // A refused call is logged by the browser itself, whatever the app does with it.
    if (
      message.type() === 'error' &&
      !text.startsWith('Failed to load resource') &&
      !text.includes('blocked by CORS policy')
    ) {
      complaints.push(`console: ${text}`);
    }
  });
  return complaints;
}
