// `npm run bench`: where the built app stands beside floors measured in the same run, as one table of ratios. Nothing
// here passes or fails. How to read it: bench/README.md.
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhenNeeded } from '../.ci/serve.mjs';
import { openBrowser } from './stage/browser.mjs';
import { buildFolder } from './stage/build.mjs';
import { openHost } from './stage/host.mjs';
import { tableOf } from './stage/table.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const NAMES = [
  'cold-load',
  'warm-start',
  'streaming',
  'open-conversation',
  'ledger',
  'unlock',
  'export',
  'import',
  'engine',
  'long-run',
  'parallel',
  'hidden-tab',
  'failover',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: 'boolean', default: false }, dist: { type: 'string' } },
});
const chosen = positionals.length > 0 ? positionals : NAMES;
const unknown = chosen.filter(name => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`No bench is named ${unknown.join(' or ')}. There are: ${NAMES.join(', ')}.`);
  process.exit(2);
}

if (values.dist === undefined) await buildWhenNeeded();
const [floor, pages] = [await buildFolder('floor'), await buildFolder('pages')];
const mounts = [
  { path: '/floor/', folder: floor },
  { path: '/bench/', folder: pages },
  { path: '/', folder: resolve(values.dist ?? resolve(ROOT, 'dist')), sealed: true },
];
const browser = await openBrowser();
const groups = [];
for (const name of chosen) {
  const began = performance.now();
  const { title, measure } = await import(`./${name}.mjs`);
  const host = await openHost(mounts);
  const serve = () => openHost(mounts);
  groups.push({ name, title, rows: await measure({ browser, host, serve, full: values.full }) });
  await host.stop();
  console.error(`${name}: ${Math.round((performance.now() - began) / 1_000)} s`);
}
await browser.close();

await mkdir(resolve(ROOT, 'out/bench'), { recursive: true });
await writeFile(resolve(ROOT, 'out/bench/samples.json'), JSON.stringify(groups, undefined, 1));
console.log(`${browser.version()}; medians (least–most) of repeats in turns; all samples: out/bench/samples.json\n`);
console.log(tableOf(groups));
