import { expect, test } from 'vitest';
import { tableOf } from '../../bench/stage/table.mjs';

const row = {
  what: 'largest paint',
  samples: [480, 512, 560],
  against: 'an empty page',
  base: [1_024],
  unit: 'ms' as const,
  target: '≤ 0.6',
};

test('a row tells both figures, the spread, the ratio and the aim', () => {
  const [, , , line] = tableOf([{ title: 'First visit', rows: [row] }]).split('\n');
  expect(line?.trim().split(/\s{2,}/)).toEqual([
    'largest paint',
    '512 ms',
    '480–560',
    'an empty page',
    '1,024 ms',
    '0.50',
    '≤ 0.6',
  ]);
});

test('a group stands under its title', () => {
  expect(tableOf([{ title: 'First visit', rows: [row] }])).toContain('\nFirst visit\n  largest paint');
});

test('what was not measured is a dash', () => {
  const [, , , line] = tableOf([{ title: 'Empty', rows: [{ ...row, base: [] }] }]).split('\n');
  expect(
    line
      ?.trim()
      .split(/\s{2,}/)
      .slice(-3),
  ).toEqual(['– ms', '–', '≤ 0.6']);
});
