import { useId } from 'preact/hooks';
import type { Option } from './field';
import style from './segments.module.css';

/** One of two to four, side by side: a radio group in the look of a switch. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onValue,
}: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onValue: (value: Value) => void;
}) {
  const name = useId();
  return (
    <div class={style.segments} role="radiogroup" aria-label={label}>
      {options.map(option => (
        <label key={option.value}>
          <input
            class="hidden-words"
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onValue(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
