// `npm run test:faults`: each fault of SECURITY.md's table that a real browser must survive, played as often as it is
// listed here; half an hour and more. `--only eviction,clock` plays some. Prints a line for each fault, then passed/total.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');

/** `crash`: cases of the crash table, by number. `tests`: end-to-end tests, by how their names begin. */
const FAULTS = [
  { name: 'killed', runs: 20, crash: [7, 25, 36, 37, 38], kill: 'browser killed' },
  { name: 'full-disk', runs: 3, crash: [31], tests: ['on a full disk'] },
  { name: 'damage', runs: 5, crash: [23, 39, 40, 41, 42], tests: ['a database that lost rows'] },
  { name: 'eviction', runs: 3, tests: ['a browser that threw the databases away'] },
  {
    name: 'two-tabs',
    runs: 10,
    crash: [28, 29],
    tests: [
      'shows in another tab, but never over',
      'two tabs show the same conversation',
      'a database that a newer version has taken over',
      'a screen lock blanks every tab',
      'erasing everything is done before',
    ],
  },
  {
    name: 'clock',
    runs: 4,
    crash: [34],
    tests: ['a clock that jumps a day', 'a frozen page goes on', 'after days away'],
  },
  {
    name: 'network',
    runs: 5,
    crash: [33],
    tests: ['asking at', 'a rate limit is waited for', 'a message written offline'],
  },
  { name: 'private-window', runs: 3, tests: ['in a private window'] },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
let passed = 0;
let total = 0;
for (const fault of FAULTS.filter(({ name }) => only?.includes(name) ?? true)) {
  const results = [await playCrashes(fault), playTests(fault)];
  const held = results.reduce((sum, { passed: count }) => sum + count, 0);
  const all = results.reduce((sum, { all: count }) => sum + count, 0);
  console.log(`${fault.name.padEnd(16)} ${held}/${all}`);
  passed += held;
  total += all;
}
console.log(`${passed}/${total}`);
process.exitCode = passed === total ? 0 : 1;

/** Plays the cases of the crash table; their lines pass through, their last says how many held. */
async function playCrashes({ crash = [], runs, kill }) {
  if (crash.length === 0) return { passed: 0, all: 0 };
  const how = kill === undefined ? [] : ['--kill', kill];
  const { stdout } = spawn('node', ['.ci/crash.mjs', '--only', crash.join(), '--times', String(runs), ...how], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '';
  for await (const line of createInterface({ input: stdout })) {
    console.log(line);
    last = line;
  }
  // A rig that broke has told no sum.
  const [, held, all] = /^(\d+)\/(\d+)$/.exec(last) ?? ['', '0', String(crash.length * runs)];
  return { passed: Number(held), all: Number(all) };
}

function playTests({ tests = [], runs }) {
  if (tests.length === 0) return { passed: 0, all: 0 };
  const config = [
    '--config',
    'test/e2e/playwright.config.ts',
    '--repeat-each',
    String(runs),
    '--grep',
    tests.join('|'),
  ];
  // Not by npx, which would name the suite after itself.
  spawnSync(join(ROOT, 'node_modules/.bin/playwright'), ['test', ...config], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, npm_lifecycle_event: 'test:faults' },
  });
  const { stats } = JSON.parse(readFileSync(join(ROOT, 'out/results/faults.json'), 'utf8'));
  return { passed: stats.expected, all: stats.expected + stats.unexpected + stats.flaky };
}
