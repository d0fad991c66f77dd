import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { library } from './sqlite-stand-in.mjs';

test.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the linker takes the library that NSS is given',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'retinue-library-'));
    const path = join(folder, 'libsqlite3.so.0');
    writeFileSync(path, library());
    // Loaded and bound at once; only then does Node miss an addon in it.
    expect(() => process.dlopen({ exports: {} }, path, 2)).toThrow('did not self-register');
    rmSync(folder, { recursive: true });
  },
);
