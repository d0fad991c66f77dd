import type { ComponentChildren } from 'preact';
import style from './table.module.css';

/** Scrolls sideways inside itself where it is too wide; `label` names it and makes it reachable by keyboard. */
export function Table({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class={style.scroll} aria-label={label} tabIndex={0}>
      <table class={style.table}>{children}</table>
    </section>
  );
}

/** A right-aligned figure; `wide`: only where there is room for it. */
export function Figure({
  head = false,
  wide = false,
  children,
}: {
  head?: boolean;
  wide?: boolean;
  children?: ComponentChildren;
}) {
  const look = wide ? `${style.figure} wide-only` : style.figure;
  return head ? (
    <th scope="col" class={look}>
      {children}
    </th>
  ) : (
    <td class={look}>{children}</td>
  );
}
