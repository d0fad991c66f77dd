import type { ComponentChildren } from 'preact';
import style from './choice.module.css';

interface ChoiceProps {
  name: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}

export function Check({
  value,
  onValue,
  children,
}: {
  value: boolean;
  onValue: (value: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class={style.choice}>
      <input
        type="checkbox"
        class={style.check}
        checked={value}
        onChange={event => onValue(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

/** One of a group: all with the same `name`. */
export function Radio({ name, checked, onChange, children }: ChoiceProps) {
  return (
    <label class={style.choice}>
      <input type="radio" name={name} class={style.radio} checked={checked} onChange={() => onChange(true)} />
      <span>{children}</span>
    </label>
  );
}
