// The packaged Chromium brings its own NSS, which is linked against libsqlite3 for a store of certificates that no test
// has. A bare Debian has no such library, and then the browser ends at its first TLS connection. Here is one in which
// nothing can be opened: NSS goes on without a store, as it does anywhere else where it finds none. An ELF64 file for
// x86-64 (System V ABI, chapters 4 and 5: https://refspecs.linuxbase.org/elf/gabi4+/contents.html, read 2026-11-26).
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'libsqlite3.so.0';
const FOLDERS = [
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

/** What NSS calls. Each answers 1 (SQLITE_ERROR), those of `EMPTY` answer nothing. */
const FAILING =
  'bind_blob bind_int bind_text busy_timeout close column_blob column_bytes column_count column_int column_name column_text exec file_control finalize open_v2 prepare_v2 reset step'.split(
    ' ',
  );
const EMPTY = ['free', 'mprintf'];
const VARIABLE = 'temp_directory';

/** Puts the stand-in into a folder of libraries, where the machine has none. */
export function standInForSqlite(folder) {
  if (![...FOLDERS, folder].some(known => existsSync(join(known, NAME)))) writeFileSync(join(folder, NAME), library());
}

const PAGE = 0x1000;
const HEADERS = 64 + 4 * 56;
/** `mov eax, 1; ret` and, eight bytes on, `xor eax, eax; ret`. */
const CODE = Buffer.from([0xb8, 1, 0, 0, 0, 0xc3, 0, 0, 0x31, 0xc0, 0xc3, 0, 0, 0, 0, 0]);

/** One page that is read and run, one that is written: the table for the linker, and the variable behind it. */
export function library() {
  const names = [...FAILING, ...EMPTY, VARIABLE].map(name => `sqlite3_${name}`);
  const strings = Buffer.from(`\0${[...names, NAME].join('\0')}\0`);
  const nameAt = name => strings.indexOf(`\0${name}\0`) + 1;
  const symbolsAt = HEADERS + CODE.length;
  const hashAt = symbolsAt + 24 * (names.length + 1);
  const stringsAt = hashAt + 4 * (3 + names.length + 1);
  const table = words(
    [14, nameAt(NAME)],
    [4, hashAt],
    [5, stringsAt],
    [6, symbolsAt],
    [10, strings.length],
    [11, 24],
    [0, 0],
  );
  const variableAt = PAGE + table.length;
  const valueOf = name => {
    if (name === VARIABLE) return variableAt;
    return HEADERS + (EMPTY.includes(name) ? 8 : 0);
  };
  const symbols = [...FAILING, ...EMPTY, VARIABLE].map(name =>
    Buffer.concat([
      halves(nameAt(`sqlite3_${name}`), (name === VARIABLE ? 0x11 : 0x12) | (1 << 16)),
      words([valueOf(name), 8]),
    ]),
  );
  // One bucket holds all symbols, each with the next.
  const chain = names.map((_, index) => (index + 2) % (names.length + 1));
  const first = Buffer.concat([
    header(),
    segment(1, 5, 0, stringsAt + strings.length),
    segment(1, 6, PAGE, table.length + 8),
    segment(2, 6, PAGE, table.length),
    segment(0x6474e551, 6, 0, 0),
    CODE,
    Buffer.alloc(24),
    ...symbols,
    halves(1, names.length + 1, 1, 0, ...chain),
    strings,
  ]);
  return Buffer.concat([first, Buffer.alloc(PAGE - first.length), table, Buffer.alloc(8)]);
}

/** The file's head: a shared library for x86-64 with its four segments right behind. */
function header() {
  const head = Buffer.alloc(64);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(3, 16);
  head.writeUInt16LE(62, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(64n, 32);
  for (const [at, value] of [
    [52, 64],
    [54, 56],
    [56, 4],
    [58, 64],
  ])
    head.writeUInt16LE(value, at);
  return head;
}

/** Kind 1: loaded; 2: the linker's table; the last: the stack is not run. Flags 4 read, 2 write, 1 run. */
const segment = (kind, flags, at, size) =>
  Buffer.concat([halves(kind, flags), words([at, at], [at, size], [size, PAGE])]);

const halves = (...numbers) => Buffer.from(Uint32Array.from(numbers).buffer);
const words = (...pairs) => Buffer.from(BigUint64Array.from(pairs.flat().map(BigInt)).buffer);
