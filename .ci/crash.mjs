// `npm run test:crash`: kills the built app at every point of the crash table in real Chromium, and prints a line for
// each. `-- --only 5,6` plays some, `--times 20` each again and again, `--kill 'browser killed'` in that way only, `--ten`
// those of `npm test`, `--random 100 --seed 1` kills anywhere, `--money 50 --seed 1` under budgets with two tabs open.
// `--folder` plays another build than dist/.
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';
import { findChromium } from '../test/support/chromium.mjs';
import { buildWhenNeeded, serveDist } from './serve.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const at = process.argv.indexOf('--folder');
const [, folder] = at < 0 ? [] : process.argv.splice(at, 2);
const dist = resolve(folder ?? join(ROOT, 'dist'));

if (folder === undefined) await buildWhenNeeded();
const { module } = await runnerImport(join(ROOT, 'test/crash/main.ts'), { configFile: false, logLevel: 'error' });
const server = await serveDist({ port: 0, folder: dist });
try {
  process.exitCode = (await module.main(server.address, dist, await findChromium())) ? 0 : 1;
} finally {
  await server.close();
}
