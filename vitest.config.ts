import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { modernDexie } from './.ci/modern-dexie.mjs';

/** Rules and wires: no database, no globals. */
const pure = ['test/{domain,lib,providers,tools,house}/**/*.test.ts'];
/** They change what all in a process share: a full disk, a clock, `fetch`. */
const apart = ['test/vault/**/*.test.ts', 'test/engine/{full-disk,what-a-step-costs}.test.ts'];

/** Unit and property tests in Node, screens in happy-dom. Tests that need a real browser: vitest.browser.config.ts. */
export default defineConfig({
  resolve: { alias: modernDexie },
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  test: {
    reporters: ['default', ['json', { outputFile: 'out/results/unit.json' }]],
    // Both of two cores: by default one is left idle.
    maxWorkers: 2,
    // Properties run long on a machine that does more than this.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    css: { modules: { classNameStrategy: 'non-scoped' } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...apart, 'test/{ui,state,page,browser,e2e}/**', 'test/**/*.browser.test.ts'],
          setupFiles: ['test/support/indexeddb.ts'],
          // Each test opens a database of its own: one module graph serves them all.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          environment: 'node',
          include: apart,
          setupFiles: ['test/support/indexeddb.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          include: pure,
          // They keep nothing from test to test: one module graph serves them all.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/{ui,state,page}/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.browser.test.{ts,tsx}'],
          // happy-dom is loaded once; Preact and our own modules anew for each file, since they hold what a page holds.
          setupFiles: ['test/support/fresh-modules.ts', 'test/support/indexeddb.ts', 'test/support/patience.ts'],
          pool: 'threads',
          isolate: false,
          server: { deps: { inline: [/preact/] } },
        },
      },
    ],
  },
});
