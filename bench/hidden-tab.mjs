// A tab that nobody looks at works on. Needs a browser of its own: the usual one takes every page for the one in front.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/support/chromium.mjs';
import { openModule } from './stage/browser.mjs';

const STEPS = 10;

export const title = 'A hidden tab';

export async function measure({ host, full }) {
  const runs = full ? 50 : 12;
  const { context, stop } = await openPlainBrowser();
  try {
    const opened = await openModule(context, host.address, 'engine');
    if (!(await hidesTabs(opened.page))) {
      console.error('a hidden tab: this Chromium has none; CHROMIUM_PATH can name one with tabs');
      return [];
    }
    const { hidden, visible } = await takeTurns(opened, runs / 2);
    const what = `a run of ${STEPS} steps in a hidden tab`;
    return [{ what, samples: hidden, against: 'in a visible one', base: visible, unit: 'ms', target: '≤ 1.1' }];
  } finally {
    await stop();
  }
}

/** Whether a page behind another one is hidden: a headless shell shows them all. */
async function hidesTabs(page) {
  const other = await page.context().newPage();
  await other.bringToFront();
  const state = await page.evaluate(() => document.visibilityState);
  await other.close();
  await page.bringToFront();
  return state === 'hidden';
}

/** Milliseconds of runs in a tab that is seen and in one that is not, by turns. */
async function takeTurns({ page, call }, runs) {
  await call('open');
  await call('steps', STEPS, 2);
  const samples = { hidden: [], visible: [] };
  const measureAs = async state => {
    const is = await page.evaluate(() => document.visibilityState);
    if (is !== state) throw new Error(`the page is ${is}`);
    const { runs: times } = await call('steps', STEPS, runs);
    samples[state].push(...times.map(({ start, between }) => between.reduce((sum, time) => sum + time, start)));
  };
  for (let turn = 0; turn < 2; turn++) {
    await measureAs('visible');
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate(() => void open('about:blank')),
    ]);
    await other.bringToFront();
    // Chromium slows the timers of a hidden page down after a while, not at once.
    await new Promise(resolve => setTimeout(resolve, 2_000));
    await measureAs('hidden');
    await other.close();
    await page.bringToFront();
  }
  return samples;
}

/** Chromium as a person has it: tabs in a window, of which one is seen. */
async function openPlainBrowser() {
  const { executablePath, args } = await findChromium();
  const profile = await mkdtemp(join(tmpdir(), 'retinue-bench-'));
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--ignore-certificate-errors'];
  const child = spawn(executablePath, [...args, ...own, 'about:blank'], { stdio: 'ignore' });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const port = await portIn(join(profile, 'DevToolsActivePort'));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  return {
    context: browser.contexts()[0],
    stop: async () => {
      await browser.close();
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser writes there which port it took. */
async function portIn(file) {
  for (let tries = 0; tries < 300; tries++) {
    const [port] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    if (port) return port;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('Chromium does not say where it listens');
}
