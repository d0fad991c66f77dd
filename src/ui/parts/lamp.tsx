import style from './lamp.module.css';

/** The sign of the house: a lamp over two ruled lines. */
export function Lamp({ size }: { size: 20 | 56 }) {
  return (
    <svg
      class={size === 56 ? style.large : style.lamp}
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path class={style.shade} d="M3 11a7 7 0 0 1 14 0z" />
      <path class={style.rule} d="M2.75 14h14.5M5.75 17.2h8.5" />
    </svg>
  );
}
