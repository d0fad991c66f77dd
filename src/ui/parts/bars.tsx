import style from './bars.module.css';

interface Bar {
  /** For the key and the table that says the same. */
  label: string;
  value: number;
}

/** Small bars without axes; the last one is now. `label` says what the picture shows. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(...bars.map(bar => bar.value), 1);
  const width = 100 / Math.max(1, bars.length);
  return (
    // An <img> cannot hold a drawing that follows the theme.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg class={style.bars} viewBox="0 0 100 48" preserveAspectRatio="none" role="img" aria-label={label}>
      {bars.map((bar, index) => {
        const height = bar.value === 0 ? 0 : Math.max(2, (bar.value / most) * 46);
        return (
          <rect
            key={bar.label}
            class={index === bars.length - 1 ? style.now : undefined}
            x={index * width + width * 0.12}
            y={48 - height}
            width={width * 0.76}
            height={height}
          />
        );
      })}
    </svg>
  );
}
