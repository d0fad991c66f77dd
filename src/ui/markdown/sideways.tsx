import type { ComponentChildren } from 'preact';
import style from './markdown.module.css';

/** What may be wider than its column: scrolls by itself, never the page, and is reached by keyboard. */
export function Sideways({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex jsx-a11y/prefer-tag-over-role -- WCAG 2.1.1: who has no wheel scrolls it with arrows; a region would be a landmark for each table
    <div class={style.sideways} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
