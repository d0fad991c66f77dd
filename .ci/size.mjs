// `npm run size`: what the built app weighs, gzipped, against the bars. Follows the imports of the built files.
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { STATIC_IMPORT } from './precache.mjs';
import { buildWhenNeeded } from './serve.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');

await buildWhenNeeded();
const files = (await readdir(DIST, { recursive: true })).map(name => name.replaceAll('\\', '/'));
const chunks = JSON.parse(await readFile(join(DIST, '.vite/manifest.json'), 'utf8'));
const weights = new Map();

/** Gzipped bytes of the files; fonts and pictures are packed already. */
async function weigh(names) {
  const each = await Promise.all([...names].map(weighOne));
  return each.reduce((sum, bytes) => sum + bytes, 0);
}

async function weighOne(name) {
  if (!weights.has(name)) {
    const bytes = await readFile(join(DIST, name));
    weights.set(name, /\.(woff2|png)$/.test(name) ? bytes.length : gzipSync(bytes, { level: 9 }).length);
  }
  return weights.get(name);
}

/** The files with everything they import before they run. */
async function closure(entries, seen = new Set()) {
  for (const name of entries) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = await readFile(join(DIST, name), 'utf8');
    const imported = [...text.matchAll(STATIC_IMPORT)].map(([, target]) => join(dirname(name), target));
    await closure(
      imported.filter(target => files.includes(target)),
      seen,
    );
  }
  return seen;
}

const chunkOf = source => {
  const chunk = chunks[source];
  if (!chunk) throw new Error(`no chunk is made of ${source}: mend .ci/size.mjs`);
  return chunk;
};
const cssOf = names =>
  new Set(Object.values(chunks).flatMap(chunk => (names.has(chunk.file) ? (chunk.css ?? []) : [])));

/** Each screen is a chunk of its own: what the page imports only when it is asked for. */
const screens = Object.keys(chunks).filter(source => /^src\/ui\/([^/]+)\/\1\.tsx$/.test(source));
const TODAY = 'src/ui/today/today.tsx';

const first = await closure([chunkOf('src/main.tsx').file]);
// start.ts, Today and what they share are one file, so no source stands for it in the manifest.
const homeChunk = chunkOf(Object.keys(chunks).find(key => chunks[key].name === 'home'));
const home = await closure([homeChunk.file], new Set(first));
const only = async source => {
  const all = await closure([chunkOf(source).file]);
  return new Set([...all].filter(name => !home.has(name)));
};

const rows = [
  ['first paint, JS', await weigh(first), 25],
  ['home interactive, JS', await weigh(home), 45],
  ['first paint and home, CSS', await weigh(cssOf(home)), 12],
];
for (const source of screens.filter(source => source !== TODAY)) {
  const bar = source.includes('/conversation/') ? 45 : 20;
  rows.push([source.replace('src/ui/', ''), await weigh(await only(source)), bar]);
}
const workers = files.filter(name => /^workers\/(engine|vault)\.worker-[^/]+\.js$/.test(name));
rows.push(['engine and vault workers at start', await weigh(await closure(workers)), 90]);
rows.push(['fonts', await weigh(files.filter(name => name.endsWith('.woff2'))), 120]);
const known = [...(await readFile(join(DIST, 'sw.js'), 'utf8')).matchAll(/\{[^{}]*"url":"([^"]+)"[^{}]*\}/g)];
const later = known.filter(([entry]) => entry.includes('"later":true'));
const precached = known.filter(entry => !later.includes(entry));
rows.push(['precache, all of it', await weigh(precached.map(([, url]) => url)), 600]);

let over = 0;
for (const [name, bytes, bar] of rows) {
  const fits = bytes <= bar * 1000;
  if (!fits) over++;
  console.log(`${fits ? 'ok  ' : 'OVER'} ${name.padEnd(44)} ${(bytes / 1000).toFixed(1).padStart(7)} of ${bar} kB`);
}
if (precached.length === 0 || later.length === 0) throw new Error('sw.js is not what it was: mend .ci/size.mjs');
console.log(`     kept once used: ${((await weigh(later.map(([, url]) => url))) / 1000).toFixed(1)} kB`);

const cycles = spawnSync('npx', ['oxlint', '-c', '.ci/cycles.json', 'src'], { cwd: ROOT, encoding: 'utf8' });
console.log(cycles.status === 0 ? 'ok   import cycles: 0' : `OVER import cycles\n${cycles.stdout}`);
process.exit(over > 0 || cycles.status !== 0 ? 1 : 0);
