// Chromium as the bench drives it: which one, how slow, and how its figures are read.
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/support/chromium.mjs';
import { CERTIFICATE } from './host.mjs';

/** A phone of the middle class: a quarter of this machine's speed. */
export const SLOW_CPU = 4;

/** "Slow 4G" as DevTools throttles it: 1.6 Mbit/s down, 0.75 up, 150 ms there and back, with its correction factors. */
export const SLOW_4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (0.75e6 / 8) * 0.9,
};

/** Starts Chromium with exact heap figures, a collector that can be called, and trust in the bench's own host. */
export async function openBrowser() {
  const { executablePath, args } = await findChromium();
  return chromium.launch({
    executablePath,
    args: [...args, '--enable-precise-memory-info', '--js-flags=--expose-gc', await trustInHost()],
  });
}

/** Trust in one certificate by its key: what a connection with an ignored fault brings is kept in no cache. */
async function trustInHost() {
  const certificate = new X509Certificate(await readFile(CERTIFICATE));
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return `--ignore-certificate-errors-spki-list=${createHash('sha256').update(key).digest('base64')}`;
}

/**
 * A new page whose main thread and network are slowed as told. Its session measures the CPU time of the main thread, so
 * that other work on this machine does not count.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {{ cpu?: number, network?: typeof SLOW_4G }} [slow]
 */
export async function openPage(context, { cpu = 1, network } = {}) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (network) {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
  }
  return { page, session };
}

/** CPU milliseconds the page's main thread has spent in tasks so far: script, style, layout, paint. */
export async function cpuTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1_000;
}

/**
 * Opens the page of modules and returns what calls them: `call('markdown', …)` runs that export of bench/pages/<name>.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address of the host
 * @param {string} name of a module in bench/pages
 */
export async function openModule(context, address, name) {
  const { page, session } = await openPage(context);
  page.on('pageerror', error => console.error(`${name}: ${error.message}`));
  await page.goto(`${address}bench/?run=${name}`);
  await page.waitForFunction(() => 'bench' in globalThis);
  const call = (verb, ...args) => page.evaluate(callExport, [verb, args]);
  return { page, session, call };
}

/** Runs in the page. What the app throws says what it is by its code, which Playwright would not print. */
async function callExport([verb, args]) {
  try {
    return await globalThis.bench[verb](...args);
  } catch (error) {
    throw new Error(`${verb}: ${error.code ?? error.message} ${error.cause ?? ''}`);
  }
}
