import { SHAPES, HUES, figureOf } from './figure';
import style from './mark.module.css';

interface MarkProps {
  /** The agent's name: it decides the figure. */
  name: string;
  /** Hue slot, 0 to 11; without one the name decides. */
  hue?: number;
  /** Pixels: 20 in the rail, 28 in a row, 40 in the roster, 64 on a profile. */
  size: 20 | 28 | 40 | 64;
  /** Given where no name stands beside it. */
  title?: string;
}

/** An agent's generated mark. */
export function Mark({ name, hue, size, title }: MarkProps) {
  const figure = figureOf(name);
  const angle = HUES[hue ?? -1] ?? figure.hue;
  const label =
    title === undefined ? ({ 'aria-hidden': 'true' } as const) : ({ role: 'img', 'aria-label': title } as const);
  return (
    <svg
      data-mark
      class={style.mark}
      viewBox="0 0 32 32"
      width={size}
      height={size}
      style={{ '--hue': angle }}
      {...label}
    >
      <rect class={style.tile} width="32" height="32" rx="9" />
      {figure.cells.map(({ shape, x, y, turn, tone }) => (
        <path
          key={`${x} ${y}`}
          class={style[tone]}
          transform={`translate(${x} ${y}) rotate(${turn} 5 5)`}
          d={SHAPES[shape]}
        />
      ))}
      {figure.stop && <circle class={style.stop} cx="16" cy="16" r="2.6" />}
    </svg>
  );
}
