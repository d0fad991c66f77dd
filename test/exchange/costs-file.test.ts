import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '../../docs/verify-ledger.mjs';
import { csvCell, exportCosts } from '../../src/exchange/costs-file';
import { freshWorkspace } from '../storage/workspace-fixture';
import { cloneOf, converse, fileOf, idle, takeIn } from './file-fixture';

/** What a provider said, in every form that JSON has. */
const rawUsage = {
  cost: 1.5e-7,
  tokens: 1e21,
  note: 'é\u001f\ufffd😀 "quoted" \\',
  cached: null,
  billed: true,
  list: [0, -1],
};

async function ledger() {
  const ws = await freshWorkspace();
  await converse(ws, 'One', 'Eins', { rawUsage });
  const other = await cloneOf(ws, 21);
  await converse(ws, 'Two', 'Zwei');
  await converse(other, 'Three', 'Drei');
  await takeIn(ws, await fileOf(other), 'merge');
  return ws;
}

test('the verifier that ships with the project finds the chains of a workspace file and of a ledger file whole', async () => {
  const ws = await ledger();
  const jsonl = await (await exportCosts(ws, 'jsonl', idle())).text();
  for (const text of [await fileOf(ws), jsonl]) {
    const { entries, faults, ends } = verify(text);
    expect({ entries, faults, lengths: ends.map(end => end.seq).sort((a, b) => a - b) }).toEqual({
      entries: 3,
      faults: [],
      lengths: [1, 2],
    });
  }
});

test('the verifier finds a changed figure, a missing entry, one too many and a forged end', async () => {
  const ws = await ledger();
  const file = await fileOf(ws);
  const lines = (await (await exportCosts(ws, 'jsonl', idle())).text()).trim().split('\n');
  const first = lines.find(line => line.includes('"seq":1')) ?? '';
  const changed = lines.map(line => line.replace('"cost":4500000', '"cost":4500001')).join('\n');
  expect(verify(changed).faults.length).toBe(3);
  const second = lines.findIndex(line => line.includes('"seq":2'));
  const longest = (JSON.parse(lines[second] ?? '{}') as { replica: string }).replica;
  const withoutFirst = lines.filter(line => !(line.includes('"seq":1') && line.includes(`"replica":"${longest}"`)));
  expect(verify(withoutFirst.join('\n')).faults).toEqual([
    `replica ${longest}: entry 1 is missing`,
    `replica ${longest}: entry 2 does not follow the one before`,
  ]);
  expect(verify([...lines, first].join('\n')).faults.length).toBeGreaterThan(0);
  expect(verify(file.replace(/"hash":"[0-9a-f]{4}/, '"hash":"0000')).faults.length).toBe(1);
});

test('any one bit that changes in an exported ledger is found', async () => {
  const ws = await ledger();
  const file = await fileOf(ws);
  const [begins, ends] = [file.indexOf('"cost":['), file.indexOf('],"event":[')];
  const bytesOf = (text: string) => Buffer.from(text);
  const exports = [
    { bytes: bytesOf(await (await exportCosts(ws, 'jsonl', idle())).text()), from: 0, to: Infinity },
    { bytes: bytesOf(file), from: bytesOf(file.slice(0, begins)).length, to: bytesOf(file.slice(0, ends)).length },
  ];
  const [lines, workspace] = exports.map(({ bytes, from, to }) =>
    fc.record({
      bytes: fc.constant(bytes),
      at: fc.integer({ min: from, max: Math.min(to, bytes.length) - 1 }),
      bit: fc.nat(7),
    }),
  );
  if (!lines || !workspace) throw new Error('there are two');
  fc.assert(
    fc.property(fc.oneof(lines, workspace), ({ bytes, at, bit }) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(verify(changed.toString()).faults).not.toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('a figure that is written in another way is found, although it says the same', async () => {
  const text = await (await exportCosts(await ledger(), 'jsonl', idle())).text();
  for (const [was, is] of [
    ['1.5e-7', '1.5E-7'],
    ['\\u001f', '\\u001F'],
    ['"cost":4500000', '"cost": 4500000'],
  ] as const) {
    expect(text).toContain(was);
    expect(verify(text.replace(was, is)).faults.length).toBe(1);
  }
});

test('costs come out as one line an entry, with the figures of the ledger', async () => {
  const ws = await ledger();
  const [heading, ...lines] = (await (await exportCosts(ws, 'csv', idle())).text()).trimEnd().split('\r\n');
  expect(heading?.split(',').slice(0, 3)).toEqual(['id', 'day_utc', 'day_local']);
  const column = heading?.split(',').indexOf('cost_nanodollars') ?? -1;
  expect(lines.map(line => line.split(',')[column])).toEqual(['4500000', '4500000', '4500000']);
});

test.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
  '%j is no formula in a cell',
  text => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  },
);

test('a number keeps its sign and any text can be read back from its cell', () => {
  expect(csvCell(-5)).toBe('-5');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const cell = csvCell(text);
      const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect([text, `'${text}`]).toContain(inner);
      expect(cell.startsWith('"') || !/[",\r\n]/.test(cell)).toBe(true);
    }),
  );
});
