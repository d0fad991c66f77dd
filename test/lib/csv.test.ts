import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvFault, readCsv } from '../../src/lib/csv';

const seed = 20_261_125;
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '\t', '"', '\n', '\r', ' ', 'é') });

test('whatever stands in its cells and however its lines end, a table is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\r\n', '\n', '\r'),
      fc.boolean(),
      (rows, end, ends) => {
        const heading = ['day', 'cost'];
        const text = [heading.join(','), ...rows.map(row => row.map(quoted).join(','))].join(end) + (ends ? end : '');
        expect([...readCsv(`\ufeff${text}`)]).toEqual([heading, ...rows]);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('semicolons and tabs part cells where the first line has them, and empty lines are nothing', () => {
  expect([...readCsv('day;cost\n\n17;0,04\n')]).toEqual([
    ['day', 'cost'],
    ['17', '0,04'],
  ]);
  expect([...readCsv('a\tb\n1\t')]).toEqual([
    ['a', 'b'],
    ['1', ''],
  ]);
});

test.each(['a,"b', '"a"b,c'])('%j is no table', text => {
  expect(() => [...readCsv(text)]).toThrow(CsvFault);
});
