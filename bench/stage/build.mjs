// Builds what the bench itself serves: the floor, and the page that holds single modules of src/.
import { resolve } from 'node:path';
import { build } from 'vite';
import { modernDexie } from '../../.ci/modern-dexie.mjs';

const BENCH = resolve(import.meta.dirname, '..');
const OUT = resolve(BENCH, '../out/bench');

/** How long plugins take to build this is nobody's concern. */
const QUIET = { checks: { pluginTimings: false } };

/**
 * Builds a folder of bench/ with nothing but Vite.
 *
 * @param {'floor' | 'pages'} name
 * @returns {Promise<string>} where it was built to
 */
export async function buildFolder(name) {
  const outDir = resolve(OUT, name);
  await build({
    configFile: false,
    root: resolve(BENCH, name),
    base: './',
    logLevel: 'warn',
    resolve: { alias: name === 'pages' ? modernDexie : {} },
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false }, rolldownOptions: QUIET },
    worker: { format: 'es' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
  return outDir;
}
