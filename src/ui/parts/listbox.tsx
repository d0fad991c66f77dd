/* oxlint-disable jsx-a11y/prefer-tag-over-role -- <select> and <datalist> cannot hold marks, prices and groups */
/* oxlint-disable jsx-a11y/interactive-supports-focus -- the field keeps the focus and names the active line (aria-activedescendant) */
import type { ComponentChildren, Ref } from 'preact';
import style from './listbox.module.css';

/** The list under a field that chooses from it; the field holds the focus. */
export function Listbox({
  id,
  label,
  hidden = false,
  floating = false,
  within,
  children,
}: {
  id: string;
  label: string;
  hidden?: boolean;
  /** Over what follows, instead of in the flow. */
  floating?: boolean;
  within?: Ref<HTMLDivElement>;
  children: ComponentChildren;
}) {
  return (
    <div
      ref={within}
      id={id}
      role="listbox"
      aria-label={label}
      class={floating ? `${style.list} ${style.floating}` : style.list}
      hidden={hidden}
    >
      {children}
    </div>
  );
}

export function ListLine({
  id,
  active,
  onChoose,
  children,
}: {
  id: string;
  active: boolean;
  onChoose: () => void;
  children: ComponentChildren;
}) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      class={style.line}
      onMouseDown={event => {
        event.preventDefault(); // or the field blurs and closes the list before the choice
        onChoose();
      }}
    >
      {children}
    </div>
  );
}

export function ListGroup({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div role="group" aria-label={label}>
      <div class={style.group} aria-hidden="true">
        {label}
      </div>
      {children}
    </div>
  );
}

/** The line an arrow key leads to from `at`, round the ends; nothing for other keys. */
export function lineAfter(key: string, at: number, count: number): number | undefined {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  return (at + (key === 'ArrowDown' ? 1 : -1) + count) % Math.max(1, count);
}
