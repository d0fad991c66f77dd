// Faults of a build that no test would see: a worker shipped as raw source, and a vault in more than one file.
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');

/** @returns {import('vite').Plugin} */
export function checkBuild() {
  return {
    name: 'check-build',
    apply: 'build',
    closeBundle: { order: 'post', sequential: true, handler: check },
  };
}

async function check() {
  const names = (await readdir(DIST, { recursive: true })).filter(name => /\.(js|html)$/.test(name));
  const texts = new Map(
    await Promise.all(names.map(async name => [name, await readFile(resolve(DIST, name), 'utf8')])),
  );
  for (const [name, text] of texts) {
    if (text.includes('data:video/mp2t')) throw new Error(`${name} carries a worker as raw TypeScript`);
  }
  if (texts.get('index.html')?.includes('<!-- policy -->')) throw new Error('index.html has no policy');
  const vault = names.filter(name => name.startsWith('workers/vault'));
  if (vault.length !== 1) throw new Error(`the vault worker must be one file, not ${vault.length}`);
  if (/\bimport\s*[{("'*]/.test(texts.get(vault[0]))) throw new Error('the vault worker imports another file');
}
