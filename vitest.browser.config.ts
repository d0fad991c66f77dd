import { preact } from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { bundleFirst } from './.ci/bundle-first.mjs';
import { modernDexie } from './.ci/modern-dexie.mjs';
import { findChromium } from './test/support/chromium.mjs';

/** What only a real browser can tell: the vault's worker, and the storage tests again on a real IndexedDB. */
export default defineConfig({
  resolve: { alias: modernDexie },
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  optimizeDeps: { include: [...bundleFirst, 'fast-check'] },
  test: {
    name: 'browser',
    // For machines that do more than this.
    testTimeout: 90_000,
    expect: { poll: { timeout: 10_000 } },
    // One more than the cores npm test is made for: tests also wait, for files that come one after the other.
    maxWorkers: 3,
    // Each test opens a database of its own: what was loaded serves all files of a page.
    isolate: false,
    reporters: ['default', ['json', { outputFile: 'out/results/browser.json' }]],
    include: ['test/**/*.browser.test.{ts,tsx}', 'test/browser/**/*.test.{ts,tsx}', 'test/storage/**/*.test.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await findChromium() }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
