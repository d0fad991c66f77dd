import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import style from './switch.module.css';

/** On or off, in force at once. */
export function Switch({
  mark,
  label,
  hint,
  on,
  onChange,
}: {
  /** Stands before the words. */
  mark?: ComponentChildren;
  label: ComponentChildren;
  hint?: ComponentChildren;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  const id = useId();
  return (
    <div class={style.line}>
      {mark}
      <span>
        <label for={id}>{label}</label>
        {hint && <span id={`${id}-hint`}>{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        id={id}
        class={style.switch}
        checked={on}
        aria-checked={on}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={event => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
