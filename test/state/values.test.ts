import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Receipt } from '../../src/domain/ports';
import { dayIn } from '../../src/lib/day';
import { freeHue } from '../../src/state/agents';
import { receiptsCsv } from '../../src/state/receipts';
import { startOfDay } from '../../src/lib/day-start';
import { daysUntil } from '../../src/state/spend';
import { fileName } from '../../src/state/workspaces';

test('twelve agents get twelve hues', () => {
  const taken: number[] = [];
  for (let count = 0; count < 12; count++) taken.push(freeHue(taken));
  expect(new Set(taken).size).toBe(12);
  expect(freeHue(taken)).toBeGreaterThanOrEqual(0);
  expect(freeHue(taken)).toBeLessThan(12);
});

test('a day begins at its first instant in the zone, also when the clock changes', () => {
  for (const [zone, day] of [
    ['Europe/Vienna', '2026-03-29'],
    ['Europe/Vienna', '2026-10-25'],
    ['America/New_York', '2026-11-01'],
    ['Asia/Kolkata', '2026-11-25'],
    ['Pacific/Auckland', '2026-04-05'],
    ['UTC', '2026-01-01'],
  ] as const) {
    const start = startOfDay(zone, day);
    expect(`${zone} ${dayIn(zone, start)}`).toBe(`${zone} ${day}`);
    expect(`${zone} ${dayIn(zone, start - 1)}`).not.toBe(`${zone} ${day}`);
  }
});

test('the days of a chart are each another one, also when the clock changes', () => {
  for (const last of ['2026-10-26', '2026-03-30']) {
    const days = daysUntil(last, 14);
    expect([new Set(days).size, days.at(-1)]).toEqual([14, last]);
  }
  expect(daysUntil('2026-03-02', 4)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
});

const receipt = (more: Partial<Receipt>): Receipt => ({
  id: 1,
  at: 0,
  connection: 'c',
  origin: 'https://api.example',
  path: '/v1/models',
  purpose: 'models',
  bytesOut: 0,
  bytesIn: 12,
  state: 'done',
  ...more,
});

/** What a spreadsheet makes of a file (RFC 4180): a quoted cell may hold commas, quotes and line ends. */
const cellsOf = (csv: string): string[] =>
  Array.from(csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g), ([, quoted, plain]) =>
    (quoted ?? plain ?? '').replaceAll('""', '"'),
  );

test('no cell of the receipt file can be run by a spreadsheet', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋'), fc.string(), (first, rest) => {
      const cells = cellsOf(receiptsCsv([receipt({ path: first + rest })]));
      expect(cells).toContain(`'${first}${rest}`);
      expect(cells.filter(cell => cell.startsWith(first))).toEqual([]);
    }),
    {
      numRuns: 1_000,
      examples: [
        ['=', ',='],
        ['\r', '\n='],
      ],
    },
  );
});

test('quotes and commas stay inside their cell', () => {
  const [, line] = receiptsCsv([receipt({ path: '/a,"b"' })]).split('\r\n');
  expect(line).toBe('1970-01-01T00:00:00.000Z,c,https://api.example,"/a,""b""",models,0,12,,done,,,');
});

test('a file is named after its workspace and day, whatever the name holds', () => {
  expect(fileName('Hallam & Voß', Date.UTC(2026, 10, 23))).toBe('hallam-voß-2026-11-23.retinue.json');
  expect(fileName('../../etc', Date.UTC(2026, 10, 23))).toBe('etc-2026-11-23.retinue.json');
  expect(fileName('', Date.UTC(2026, 10, 23))).toBe('workspace-2026-11-23.retinue.json');
});
