import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** Unit and property tests in Node, screens in happy-dom. Tests that need a real browser: vitest.browser.config.ts. */
export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  test: {
    reporters: ['default', ['json', { outputFile: 'out/results/unit.json' }]],
    // Properties run long on a machine that does more than this.
    testTimeout: 20_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{ui,state,page,browser,e2e}/**', 'test/**/*.browser.test.ts'],
          setupFiles: ['test/support/indexeddb.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/{ui,state,page}/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.browser.test.{ts,tsx}'],
          setupFiles: ['test/support/indexeddb.ts'],
        },
      },
    ],
  },
});
