import type { DecimalMark } from '../domain/bill';

/**
 * The decimal mark of figures that one program wrote: said by the first that cannot be read otherwise (`0.0045`, `1,5`,
 * `1,234.50`, `1.234.567`). Where all that have a mark are like `1.234` nothing tells whether that is a little more than one
 * or over a thousand: the first of them is `unclear`.
 */
export function decimalMarkOf(figures: Iterable<string>): { mark: DecimalMark } | { unclear: string } {
  let unclear: string | undefined;
  for (const text of figures) {
    const figure = bareFigure(text);
    const mark = toldBy(figure);
    if (mark === 'either') unclear ??= figure;
    else if (mark) return { mark };
  }
  return unclear === undefined ? { mark: '.' } : { unclear };
}

function toldBy(figure: string): DecimalMark | 'either' | undefined {
  const marks = figure.replaceAll(/[^.,]/g, '');
  const last = marks.at(-1);
  if (last !== '.' && last !== ',') return undefined;
  const other = last === '.' ? ',' : '.';
  if (marks.includes(other)) return last;
  if (marks.length > 1) return other;
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(figure) ? 'either' : last;
}

/**
 * A figure as `scaledDecimal` reads it: `$1,234.50` is `1234.50`, `(0.04)` is `-0.04`, nothing is `0`. Thousands are parted
 * only where they stand in threes; what does not fit is left as it is, and is no number.
 */
export function plainFigure(text: string, mark: DecimalMark): string {
  const figure = bareFigure(text);
  if (figure === '' || figure === '-') return '0';
  const [whole = '', ...fraction] = figure.split(mark);
  const other = mark === '.' ? ',' : '.';
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(\\${other}\\d{3})+$`);
  return [grouped.test(whole) ? whole.replaceAll(other, '') : whole, ...fraction].join('.');
}

/** Without its currency, spaces and apostrophes; brackets mean less than nothing. */
function bareFigure(text: string): string {
  const bare = text.replace(/usd|[$\s'_]/gi, '');
  return /^\(.*\)$/.test(bare) ? `-${bare.slice(1, -1)}` : bare;
}
