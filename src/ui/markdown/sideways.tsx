import type { ComponentChildren } from 'preact';
import style from './markdown.module.css';

/** What may be wider than its column: scrolls by itself, never the page, and is reached by keyboard. */
export function Sideways({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: who has no wheel scrolls it with arrows
    <section class={style.sideways} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
