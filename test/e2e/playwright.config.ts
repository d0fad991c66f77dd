import { defineConfig } from '@playwright/test';
import { findChromium } from '../support/chromium.mjs';
import { freePort } from '../support/free-port';

// Set once: the workers read this file again, in processes that inherit it.
const port = (process.env['RETINUE_PORT'] ??= String(await freePort()));
// No test looks at what a service worker fetches: to be told of its 290 files takes a sixth of the time of their tests.
process.env['PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK'] = '1';
/** `test:e2e` → e2e: each suite leaves its counts in a file of its own. */
const suite = process.env['npm_lifecycle_event']?.split(':')[1] ?? 'e2e';

/** Drives the built app in Chromium; builds first when dist/ is not what the sources say. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/e2e',
  // For machines that do more than this.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  fullyParallel: true,
  // One more than the cores npm test is made for: tests also wait, for a clock or a stream.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: `../../out/results/${suite}.json` }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: await findChromium(),
    // A trace of each test takes more than a third of all the time: ask for one with `--trace on`.
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node ../../.ci/serve.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    timeout: 120_000,
  },
});
