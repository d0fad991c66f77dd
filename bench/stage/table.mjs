// One table for a whole run: what, its figure, against what, that figure, the ratio, the ratio aimed at.
import { quantile, ratioOf } from './figures.mjs';

const HEAD = ['', 'ours', '', 'against', 'theirs', 'ratio', 'aim'];

/**
 * The table as text; samples beside a median show as `median (least–most)`.
 *
 * @param {readonly { title: string, rows: readonly import('./figures.mjs').Row[] }[]} groups
 */
export function tableOf(groups) {
  const lines = groups.flatMap(({ title, rows }) => [[title], ...rows.map(cellsOf)]);
  const widths = HEAD.map((_, column) =>
    Math.max(...[HEAD, ...lines].filter(line => line.length > 1).map(line => line[column].length)),
  );
  return [HEAD, ...lines].map(line => (line.length === 1 ? `\n${line[0]}` : padded(line, widths))).join('\n');
}

function padded(line, widths) {
  return line
    .map((cell, column) => (column === 0 || column === 3 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
    .join('  ')
    .trimEnd();
}

function cellsOf(row) {
  const { what, samples, against, base, unit, at = 0.5, target = '', note = '' } = row;
  return [
    `  ${what}`,
    figure(quantile(samples, at), unit),
    note || spread(samples),
    against,
    figure(quantile(base, at), unit),
    ratio(ratioOf(row)),
    target,
  ];
}

function spread(samples) {
  if (samples.length < 2) return '';
  return `${plain(Math.min(...samples))}–${plain(Math.max(...samples))}`;
}

const ratio = value => (Number.isFinite(value) ? value.toFixed(2) : '–');

const figure = (value, unit) => `${plain(value)} ${unit}`.trimEnd();

/** Three digits that matter, thousands apart; a dash for what is no number. */
function plain(value) {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return '–';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
