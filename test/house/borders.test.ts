import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** A file that would lie at `place` below src/, and what our own lint rules must say of it; nothing if it is fine. */
const CASES: [place: string, source: string, ...complaints: string[]][] = [
  ['domain/a.ts', "import '../lib/b';", 'domain may not import lib'],
  ['ui/today/a.ts', "import '../../storage/b';", 'ui may not import storage'],
  ['ui/today/b.ts', "const b = await import('../../engine/door');", 'ui may not import engine'],
  ['ui/today/c.ts', "import { b } from '../../state/b'; import { c } from '../../domain/c';"],
  ['ui/d.ts', "import { Dexie } from 'dexie';", 'only storage may import dexie'],
  ['state/a.ts', "export { b } from '../engine/run';", 'of engine, only engine/door may be imported from outside'],
  ['state/b.ts', "import type { Queries } from '../storage/queries'; import { b } from '../engine/door';"],
  ['start.ts', "import './vault/inside/vault';", './vault/inside/vault is inside a worker: talk to its door'],
  ['workers.ts', "import url from './vault/inside/vault.worker.ts?worker&url';"],
  ['helpers/a.ts', "import './b';", 'src/helpers/ is not in the layer table'],

  ['providers/a.ts', 'export const a = fetch;', 'fetch: only the vault reaches the network: use Send'],
  ['providers/b.ts', 'export function a(fetch: () => void) { fetch(); }'],
  ['vault/inside/a.ts', 'await fetch("x");'],
  ['engine/a.ts', "globalThis['fetch']('x');", 'fetch: only the vault reaches the network: use Send'],
  ['engine/b.ts', 'export const a = Date.now();'],
  ['vault/a.ts', 'new WebSocket("wss://x");', 'WebSocket: only the vault reaches the network: use Send'],
  ['state/c.ts', 'localStorage.clear();', 'localStorage: small boot facts live in page/, the rest in storage/'],
  ['page/a.ts', 'navigator.sendBeacon("x");', 'navigator.sendBeacon: only the vault reaches the network: use Send'],
  [
    'domain/b.ts',
    'export const a = Date.now();',
    'Date.now: domain/ and lib/ have no clock and no chance: take Now or the value as a parameter',
  ],
];

test('the layer table and the reach of each folder are held by lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retinue-borders-'));
  for (const [place, source] of CASES) {
    const file = join(folder, 'src', place);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  const config = join(folder, 'rules.json');
  const plugins = ['layers.mjs', 'reach.mjs'].map(name => join(ROOT, '.ci', name));
  const rules = { 'house/imports': 'error', 'reach/globals': 'error' };
  writeFileSync(config, JSON.stringify({ jsPlugins: plugins, rules }));

  const oxlint = join(ROOT, 'node_modules/.bin/oxlint');
  const flags = ['-A', 'all', '-c', config, '--disable-nested-config', '-f', 'json', 'src'];
  const { stdout } = spawnSync(oxlint, flags, { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; message: string }[] };

  const said = (place: string) =>
    diagnostics.filter(({ filename }) => filename.endsWith(`src/${place}`)).map(({ message }) => message);
  expect(CASES.map(([place]) => [place, ...said(place)])).toEqual(
    CASES.map(([place, , ...complaints]) => [place, ...complaints]),
  );
});
