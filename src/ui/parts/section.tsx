import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import style from './section.module.css';

/** A part of the ledger: serif heading, how many, one thing at the end, a rule below. */
export function Section({
  title,
  count,
  end,
  children,
}: {
  title: string;
  count?: ComponentChildren;
  end?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class={style.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span class={style.count}>{count}</span>}
        {end && <span class={style.end}>{end}</span>}
      </header>
      {children}
    </section>
  );
}

export function Rows({
  children,
  ruled = false,
  label,
}: {
  children: ComponentChildren;
  ruled?: boolean;
  label?: string;
}) {
  return (
    <ul class={ruled ? `${style.rows} ${style.ruled}` : style.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  state?: ComponentChildren;
  mark?: ComponentChildren;
  title: ComponentChildren;
  /** Makes the title a link. */
  href?: string;
  /** One line under the title. */
  line?: ComponentChildren;
  /** What can be done; wraps under the title on a small screen. */
  controls?: ComponentChildren;
  /** Flush right, with its cap under it. */
  money?: ComponentChildren;
  cap?: ComponentChildren;
}

/** A line of the ledger. */
export function Row({ state, mark, title, href, line, controls, money, cap }: RowProps) {
  return (
    <li class={style.row}>
      {state}
      {mark}
      <div class={style.words}>
        {href === undefined ? (
          <span class={style.title}>{title}</span>
        ) : (
          <a class={style.title} href={href}>
            {title}
          </a>
        )}
        {line && <span class={style.line}>{line}</span>}
      </div>
      {controls && <div class={style.controls}>{controls}</div>}
      {money !== undefined && (
        <div class={style.money}>
          {money}
          {cap && <small>{cap}</small>}
        </div>
      )}
    </li>
  );
}
