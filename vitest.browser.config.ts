import { preact } from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './test/support/chromium.mjs';

/** What only a real browser can tell: the vault's worker, and the storage tests again on a real IndexedDB. */
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  // Found while a test runs, each of these would reload it.
  optimizeDeps: {
    include: [
      '@noble/hashes/hmac.js',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      'dexie',
      'eventsource-parser',
      'fast-check',
      'idb',
      'valibot',
    ],
  },
  test: {
    name: 'browser',
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
