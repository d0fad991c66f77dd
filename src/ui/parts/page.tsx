import type { ComponentChildren } from 'preact';
import style from './page.module.css';

/** A screen's column: heading, one line under it, what can be done at the end. The heading takes the focus on arrival. */
export function Page({
  title,
  line,
  end,
  wide = false,
  children,
}: {
  title: ComponentChildren;
  line?: ComponentChildren;
  end?: ComponentChildren;
  wide?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <div class={wide ? style.wide : style.page}>
      <header class={style.head}>
        <h1 tabIndex={-1}>{title}</h1>
        {line && <p>{line}</p>}
        {end && <div class={style.end}>{end}</div>}
      </header>
      {children}
    </div>
  );
}

/** Two columns that become one below 60rem. */
export function Columns({ children, aside }: { children: ComponentChildren; aside: ComponentChildren }) {
  return (
    <div class={style.columns}>
      <div class={style.main}>{children}</div>
      <aside class={style.aside}>{aside}</aside>
    </div>
  );
}
