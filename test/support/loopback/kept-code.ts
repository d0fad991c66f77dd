import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

const folder = new URL('../../../out/kept-code/', import.meta.url);

/** A CommonJS module whose code takes long to make: made once for what it is made of, and kept below out/. */
export function keptCode(madeOf: readonly (string | Buffer)[], make: () => string): unknown {
  const hash = createHash('sha256');
  for (const each of madeOf) hash.update(each);
  const file = fileURLToPath(new URL(`${hash.digest('hex').slice(0, 32)}.cjs`, folder));
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // Others may be making it, too: it is there whole, or not at all.
    const half = `${file}.${process.pid}.${performance.now()}`;
    writeFileSync(half, make());
    renameSync(half, file);
  }
  return run(file);
}

/** Not by `require`: Playwright's takes 8 s of CPU to translate what needs no translation. */
function run(file: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const wrapped = compileFunction(readFileSync(file, 'utf8'), ['module', 'exports', 'require'], { filename: file });
  wrapped(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
