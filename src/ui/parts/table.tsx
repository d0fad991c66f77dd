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

/** A right-aligned figure. */
export function Figure({ head = false, children }: { head?: boolean; children?: ComponentChildren }) {
  return head ? (
    <th scope="col" class={style.figure}>
      {children}
    </th>
  ) : (
    <td class={style.figure}>{children}</td>
  );
}
