import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Every source file below `folders`, with its words. */
function wordsOf(...folders: string[]): Map<string, Set<string>> {
  const paths = folders.flatMap(folder =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(path => join(folder, path)),
  );
  const sources = [...paths, 'vite.config.ts'].filter(path => /\.(tsx?|mjs)$/.test(path));
  return new Map(sources.map(path => [path, new Set(read(path).match(/[\w$]+/g))]));
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('what is exported is named in another file', () => {
  const files = wordsOf('src', 'test', 'bench', '.ci');
  // One word for each file that has it: an export is somebody's when two files have it.
  const holders = new Map<string, number>();
  for (const words of files.values()) for (const word of words) holders.set(word, (holders.get(word) ?? 0) + 1);
  const lonely = [...files.keys()]
    .filter(path => /^(src|test)\//.test(path))
    .flatMap(path =>
      [...read(path).matchAll(/^export (?:async )?(?:const|let|function\*?|class|interface|type) ([\w$]+)/gm)].flatMap(
        ([, name = '']) => ((holders.get(name) ?? 0) < 2 ? [`${path}: ${name}`] : []),
      ),
    );
  expect(lonely).toEqual([]);
});
