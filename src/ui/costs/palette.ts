import style from './costs.module.css';

/** Bands of the chart: five groups have a colour of their own, the rest share the sixth. */
export const mostBands = 6;

export function bandOf(index: number): string {
  return style[`band-${Math.min(index, mostBands - 1)}`] ?? '';
}
