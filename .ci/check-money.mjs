// `npm run check:money -- --schedules N --seed S [--storage N] [--tabs N]`: random schedules of calls, crashes, late bills,
// turned clocks and changed limits against the rules that the storage transaction calls; with --storage against two
// engines on one database; with --tabs in two tabs of the built app, which are killed. Prints each violation with its
// seed, then `violations N` as its last line.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '20000' },
    storage: { type: 'string', default: '0' },
    tabs: { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const [schedules, storage, tabs, seed] = [values.schedules, values.storage, values.tabs, values.seed].map(Number);
if (![schedules, storage, tabs, seed].every(number => Number.isSafeInteger(number) && number >= 0)) {
  console.error('Name whole numbers: npm run check:money -- --schedules N --seed S [--storage N] [--tabs N]');
  process.exit(2);
}
console.log(`seed ${seed}`);
// Vite reads the TypeScript; nothing is served.
const server = await createServer({
  configFile: false,
  root: resolve(import.meta.dirname, '..'),
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  appType: 'custom',
  logLevel: 'error',
});

let violations = 0;
function tell(at, found) {
  violations += found.length;
  for (const one of found) console.log(`seed ${at}: ${one}`);
}
const { playSchedule } = await server.ssrLoadModule('/test/domain/money-schedules.ts');
for (let at = seed; at < seed + schedules; at++) tell(at, playSchedule(at));
console.log(`${schedules} schedules on the rules`);
await server.close();
if (storage > 0) {
  const env = { ...process.env, RETINUE_SCHEDULES: String(storage), RETINUE_SEED: String(seed) };
  const played = spawnSync('npx', ['vitest', 'run', 'test/storage/money-schedules.test.ts'], { env, stdio: 'inherit' });
  if (played.status === 0) console.log(`${storage} schedules on a database with two engines`);
  else violations += 1;
}
if (tabs > 0) {
  const played = spawnSync('node', ['.ci/crash.mjs', '--money', String(tabs), '--seed', String(seed)], {
    stdio: 'inherit',
  });
  if (played.status !== 0) violations += 1;
}
console.log(`violations ${violations}`);
process.exit(violations === 0 ? 0 : 1);
