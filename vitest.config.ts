import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { modernDexie } from './.ci/modern-dexie.mjs';

/** Rules and wires: no database, no globals. */
const pure = ['test/{domain,lib,providers,tools,house}/**/*.test.ts'];
/** They change what all in a thread share, and put it back: a clock, `fetch`. Nothing of theirs goes on afterwards. */
const vault = ['test/vault/**/*.test.ts'];
/** What they change stays changed: a full disk, a database that is watched. */
const apart = ['test/engine/{full-disk,what-a-step-costs}.test.ts'];

/** Unit and property tests in Node, screens in happy-dom. Tests that need a real browser: vitest.browser.config.ts. */
export default defineConfig({
  resolve: { alias: modernDexie },
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  test: {
    reporters: ['default', ['json', { outputFile: 'out/results/unit.json' }]],
    // One more than the cores npm test is made for: tests also wait, for what comes after seconds.
    maxWorkers: 3,
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
          exclude: [...pure, ...vault, ...apart, 'test/{ui,state,page,browser,e2e}/**', 'test/**/*.browser.test.ts'],
          setupFiles: ['test/support/indexeddb.ts'],
          // Each test opens a database of its own: one module graph serves them all.
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'vault',
          environment: 'node',
          include: vault,
          setupFiles: ['test/support/indexeddb.ts'],
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
          pool: 'threads',
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
