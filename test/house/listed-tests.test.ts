import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

/** The table of SECURITY.md: what happens, and per row the files and names of the tests that play it. */
const rows = read('docs/SECURITY.md')
  .split('\n')
  .filter(line => line.startsWith('| ') && line.includes('`test/'))
  .map(line => line.slice(2).split(' | '));

test('each fault and attack that SECURITY.md lists is played by tests that exist under these names', () => {
  const missing: string[] = [];
  for (const [what = '', cell = ''] of rows) {
    const files = [...cell.matchAll(/`(test\/[^`]+)`((?:,? “[^”]+”)+)/g)];
    if (files.length === 0) missing.push(what);
    for (const [, file = '', names = ''] of files) {
      const source = read(file);
      for (const [, name = ''] of names.matchAll(/“([^”]+)”/g)) {
        // Long names are listed by how they begin.
        if (!["'", '"', '`'].some(quote => source.includes(quote + name))) missing.push(`${what}: ${file} “${name}”`);
      }
    }
  }
  expect(missing).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(40);
});
