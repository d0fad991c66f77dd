import { defineConfig } from '@playwright/test';
import { findChromium } from '../support/chromium.mjs';

const port = 4180;

/** Drives the built app in Chromium; builds first when dist/ is not what the sources say. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../out/e2e',
  timeout: 30_000,
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '../../out/results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: await findChromium(),
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `node ../../.ci/serve.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    timeout: 120_000,
  },
});
