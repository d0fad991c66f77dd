import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import { previewImport } from '../../src/exchange/import';
import { entryHash } from '../../src/storage/chain';
import type { Workspace } from '../../src/storage/open';
import { rawCopy } from '../../src/storage/raw-copy';
import { tableNames } from '../../src/storage/schema';
import { shared } from '../support/shared';
import { freshWorkspace } from '../storage/workspace-fixture';
import { converse, fileOf, idle, takeIn } from './file-fixture';

interface WorkspaceFile {
  format: string;
  heads: { seq: number; hash: string }[];
  salts: string[];
  tables: Record<string, Record<string, unknown>[]>;
}

let ws: Workspace;
let good: string;
let rowsBefore: number[];

beforeAll(async () => {
  ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  good = await fileOf(ws);
  rowsBefore = await counts();
});

const counts = () => Promise.all(tableNames.map(name => ws.db.table(name).count()));

/** What a file is refused with. It must have changed nothing and left nothing staged. */
async function refusal(file: Blob | string, sizes?: { packed: number; unpacked: number }): Promise<string> {
  const blob = typeof file === 'string' ? new Blob([file]) : file;
  const code = await previewImport(ws, blob, idle(), sizes).then(
    () => 'accepted',
    error => (error instanceof AppError ? error.code : `not an AppError: ${String(error)}`),
  );
  expect(await counts()).toEqual(rowsBefore);
  return code;
}

/** The good file after `edit`. */
function edited(edit: (file: WorkspaceFile) => void): string {
  const file = JSON.parse(good) as WorkspaceFile;
  edit(file);
  return JSON.stringify(file);
}

const settingRow = { id: '00000000-0000-7000-8000-000000000000', v: 1, at: 0, born: '0'.repeat(28) };

const firstOf = (file: WorkspaceFile, table: string) => file.tables[table]?.[0] ?? {};

test.each([
  ['deep-100k.json', 'file-too-deep'],
  ['dupkeys.json', 'file-duplicate-key'],
  ['proto.json', 'file-forbidden-key'],
  ['bignum.json', 'file-wrong-shape'],
  ['csv-inject.json', 'file-not-a-workspace'],
])('the import bomb %s is refused as %s', async (name, code) => {
  const path = shared(`fixtures/security/import-bombs/${name}`);
  if (!path) return;
  expect(await refusal(new Blob([readFileSync(path)]))).toBe(code);
});

test('a packed file that grows without end is cut off at the cap', async () => {
  const zeros = new Blob([new Uint8Array(4_000_000).fill(0x20)]).stream().pipeThrough(new CompressionStream('gzip'));
  const bomb = await new Response(zeros).blob();
  expect(await refusal(bomb, { packed: 1_000_000, unpacked: 1_000_000 })).toBe('file-too-large');
});

test('200 MB of zeros in 194 kB are refused at the first of them', async () => {
  const path = shared('fixtures/security/import-bombs/zeros-200MB.json.gz');
  if (!path) return;
  expect(await refusal(new Blob([readFileSync(path)]))).toBe('file-not-json');
});

test('a file beyond the size cap is not even opened', async () => {
  expect(await refusal(good, { packed: 100, unpacked: 1_000_000 })).toBe('file-too-large');
});

test('JSONTestSuite: every file is refused with one code and changes nothing', async () => {
  const folder = shared('fixtures/security/jsontestsuite/test_parsing');
  if (!folder) return;
  const seen = new Set<string>();
  for (const name of readdirSync(folder)) {
    const blob = new Blob([readFileSync(join(folder, name))]);
    seen.add(
      await previewImport(ws, blob, idle()).then(
        () => 'accepted',
        error => (error instanceof AppError ? error.code : `${name}: ${String(error)}`),
      ),
    );
  }
  const known = ['file-duplicate-key', 'file-not-a-workspace', 'file-not-json', 'file-too-deep', 'file-wrong-shape'];
  expect([...seen].filter(code => !known.includes(code))).toEqual([]);
  expect(await counts()).toEqual(rowsBefore);
});

test('a copy of what could be read is called that, not a broken file', async () => {
  expect(await refusal(await rawCopy(ws.scope))).toBe('file-rescued');
});

test('a file with bytes that are no UTF-8 is refused, for what they were cannot be guessed', async () => {
  const at = good.indexOf('Hello');
  const [before, behind] = [good.slice(0, at), good.slice(at + 'Hello'.length)];
  const encoder = new TextEncoder();
  for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80]]) {
    const file = new Blob([encoder.encode(before), new Uint8Array(bytes), encoder.encode(behind)]);
    expect(await refusal(file)).toBe('file-not-json');
  }
  expect(await refusal(new Blob([good, new Uint8Array([0xc3])])), 'half a character').toBe('file-not-json');
});

test('naughty strings come in as the text they are', async () => {
  const path = shared('fixtures/security/blns/blns.json');
  if (!path) return;
  const strings = JSON.parse(readFileSync(path, 'utf8')) as string[];
  const target = await freshWorkspace();
  const file = edited(one => {
    const head = firstOf(one, 'conversation');
    one.tables['conversation'] = strings.map((title, index) => ({
      ...head,
      id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      body: { title },
    }));
  });
  await takeIn(target, file, 'merge');
  expect((await target.db.conversation.orderBy('id').toArray()).map(row => row.body.title)).toEqual(strings);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('the good file itself is taken', async () => {
  await previewImport(ws, new Blob([good]), idle());
  await ws.db.staged.clear();
  const packed = new Blob([good]).stream().pipeThrough(new CompressionStream('gzip'));
  const preview = await previewImport(ws, await new Response(packed).blob(), idle());
  expect(preview.tables.reduce((sum, { added, changed }) => sum + added + changed, 0)).toBe(0);
  await ws.db.staged.clear();
});

test.each<[string, string, (file: WorkspaceFile) => void]>([
  ['of a later version', 'file-newer', file => void (file.format = 'retinue-workspace/2')],
  ['of another kind', 'file-not-a-workspace', file => void (file.format = 'something/1')],
  ['with a key', 'file-wrong-shape', file => void (firstOf(file, 'connection')['key'] = 'sk-ant-x')],
  ['with grants', 'file-wrong-shape', file => void (file.tables['grant'] = [])],
  ['with device rows', 'file-wrong-shape', file => void (file.tables['device'] = [])],
  ['with an unknown field', 'file-wrong-shape', file => void (firstOf(file, 'agent')['surprise'] = 1)],
  ['with a fraction of a nano-dollar', 'file-wrong-shape', file => void (firstOf(file, 'cost')['cost'] = 0.5)],
  ['with a number no double holds', 'file-wrong-shape', file => void (firstOf(file, 'agent')['at'] = 2 ** 60)],
  ['with an instant no calendar has', 'file-wrong-shape', file => void (firstOf(file, 'agent')['at'] = 8.64e15 + 1)],
  ['with a day no calendar has', 'file-wrong-shape', file => void (firstOf(file, 'cost')['dayLocal'] = '2026-13-01')],
  [
    'with a stamp nothing could follow',
    'file-wrong-shape',
    file => void (firstOf(file, 'agent')['born'] = 'f'.repeat(28)),
  ],
  ['with one row twice', 'file-wrong-shape', file => void file.tables['agent']?.push(firstOf(file, 'agent'))],
  [
    'with a foreign URL scheme',
    'file-wrong-shape',
    file => void (firstOf(file, 'connection')['body'] = { name: '', baseUrl: 'http://evil.test', options: {} }),
  ],
  [
    'with a script URL',
    'file-wrong-shape',
    file => void (firstOf(file, 'connection')['body'] = { name: '', baseUrl: 'javascript:1', options: {} }),
  ],
  [
    'with a setting of the wrong kind',
    'file-wrong-shape',
    file => file.tables['setting']?.push({ ...settingRow, name: 'theme', body: { value: 5 } }),
  ],
  ['with a changed cost', 'file-damaged', file => void (firstOf(file, 'cost')['cost'] = 1)],
  ['with a cut chain', 'file-damaged', file => void (file.tables['cost'] = [])],
  ['with a forged head', 'file-damaged', file => file.heads.forEach(head => (head.seq = 2))],
  ['with the head of another chain', 'file-damaged', file => file.heads.forEach(head => (head.hash = '0'.repeat(64)))],
  ['with a changed text', 'file-damaged', file => void (firstOf(file, 'payload')['body'] = '{"parts":[]}')],
  ['with the salt of another', 'file-damaged', file => void (file.salts = ['0'.repeat(64)])],
])('a file %s is refused as %s', async (_, code, edit) => {
  expect(await refusal(edited(edit))).toBe(code);
});

test('a cost that was changed together with its hash breaks the chain', async () => {
  await converse(ws, 'Two', 'Zwei');
  rowsBefore = await counts();
  good = await fileOf(ws);
  const file = edited(one => {
    for (const entry of one.tables['cost'] ?? []) {
      if (entry['seq'] !== 1) continue;
      entry['cost'] = 1;
      entry['hash'] = entryHash(entry as never);
    }
  });
  expect(await refusal(file)).toBe('file-damaged');
});

test.each(['tables', 'heads', 'salts', 'exportedAt'])('a file without %s is refused', async key => {
  const file = JSON.parse(good) as Record<string, unknown>;
  delete file[key];
  expect(await refusal(JSON.stringify(file))).toMatch(/^file-(wrong-shape|damaged)$/);
});

test('a file that is cut anywhere is refused', async () => {
  const cuts = [0, 1, 100, Math.floor(good.length / 2), good.length - 1];
  const codes: string[] = [];
  for (const cut of cuts) codes.push(await refusal(good.slice(0, cut)));
  expect(codes).toEqual(cuts.map(() => 'file-not-json'));
});
