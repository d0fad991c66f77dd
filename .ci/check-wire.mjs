// `npm run check:wire -- --data DIR`: the adapters against recorded provider traffic, in chunks of 1, 7, 997 bytes and
// whole. DIR holds an `expected.json` and the files it names. Prints what differs, then `matched/total` as its last line.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
if (values.data === undefined || !existsSync(join(values.data, 'expected.json'))) {
  console.error('Name a folder of recordings that holds an expected.json: npm run check:wire -- --data DIR');
  process.exit(2);
}
const directory = resolve(values.data);
// Vite reads the TypeScript; nothing is served. The adapters load lazily, so the server stays up until the end.
const server = await createServer({
  configFile: false,
  root: resolve(import.meta.dirname, '..'),
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  appType: 'custom',
  logLevel: 'error',
});
const { chunkSizes, differences, readRecordings } = await server.ssrLoadModule('/test/providers/recordings.ts');

const recordings = readRecordings(directory);
const skipped = new Map();
for (const { folder } of recordings.filter(({ wire }) => wire === undefined)) {
  skipped.set(folder, (skipped.get(folder) ?? 0) + 1);
}
for (const [folder, count] of skipped) console.log(`skipped ${folder}: no adapter (${count} recordings, not counted)`);

let matched = 0;
let total = 0;
for (const recording of recordings.filter(({ wire }) => wire !== undefined)) {
  total += 1;
  const found = [];
  for (const size of chunkSizes) {
    const different = await differences(directory, recording, size).catch(error => [String(error)]);
    found.push(...different.map(difference => `in chunks of ${size}: ${difference}`));
  }
  if (found.length === 0) matched += 1;
  else console.log(`${recording.name}\n  ${found.join('\n  ')}`);
}
await server.close();
console.log(`${matched}/${total}`);
process.exit(matched === total ? 0 : 1);
