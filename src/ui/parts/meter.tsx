import style from './meter.module.css';

interface MeterProps {
  /** 0 to 1 of the whole; more shows as over. */
  spent: number;
  /** 0 to 1, hatched: set aside. */
  held?: number;
  /** The budget itself is amber, a part of it is ink. */
  tone?: 'ink' | 'lamp' | 'done';
  tall?: boolean;
  /** Read out; without it the figures beside it must say the same. */
  label?: string;
}

export function Meter({ spent, held = 0, tone = 'ink', tall = false, label }: MeterProps) {
  const over = spent > 1;
  const named =
    label === undefined ? ({ 'aria-hidden': 'true' } as const) : ({ role: 'img', 'aria-label': label } as const);
  return (
    <span class={`${style.meter} ${tall ? style.tall : ''}`} {...named}>
      <i class={over ? style.over : style[tone]} style={{ '--share': Math.min(1, spent) }} />
      {held > 0 && !over && <i class={style.held} style={{ '--share': Math.min(1 - spent, held) }} />}
    </span>
  );
}
