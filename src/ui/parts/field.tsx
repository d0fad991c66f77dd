import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { fieldWords } from '../words/field';
import { IconButton } from './button';
import { Icon } from './icon';
import { State } from './state';
import style from './field.module.css';

interface Labelled {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with the value, told at the field. */
  error?: string | undefined;
  /** Stands at the end of the label's line. */
  aside?: ComponentChildren;
}

/** What ties a control to its label, hint and error. */
interface Ties {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** A labelled control; `children` draws it with the ties it is given. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: Labelled & { children: (ties: Ties) => ComponentChildren }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={style.field}>
      <div class={style.line}>
        <label for={id}>{label}</label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} class={style.error} role="alert">
          <State is="failed" quiet />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} class={style.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextProps extends Labelled {
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  autofocus?: boolean;
  required?: boolean;
  spellcheck?: boolean;
  /** For the browser's own memory; `off` unless said. */
  autocomplete?: string;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'url';
  onKeyDown?: (event: KeyboardEvent) => void;
  onPaste?: (event: ClipboardEvent) => void;
}

export function TextField({ label, hint, error, aside, value, onValue, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {ties => (
        <input
          type="text"
          autocomplete="off"
          {...rest}
          {...ties}
          class={style.input}
          value={value}
          onInput={event => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** For keys and passphrases: hidden until shown, open to paste and password managers. */
export function SecretField({ label, hint, error, aside, value, onValue, ...rest }: TextProps) {
  const shown = useSignal(false);
  const words = fieldWords();
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {ties => (
        <span class={style.joined}>
          <input
            autocomplete="off"
            spellcheck={false}
            autocapitalize="off"
            {...rest}
            {...ties}
            {...(shown.value ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
            class={style.input}
            value={value}
            onInput={event => onValue(event.currentTarget.value)}
          />
          <IconButton
            look="bare"
            icon="show"
            label={shown.value ? words.hideSecret : words.showSecret}
            aria-pressed={shown.value}
            onClick={() => {
              shown.value = !shown.value;
            }}
          />
        </span>
      )}
    </Field>
  );
}

export function AreaField({ label, hint, error, aside, value, onValue, ...rest }: TextProps) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {ties => (
        <textarea
          {...rest}
          {...ties}
          class={style.area}
          value={value}
          onInput={event => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

/** One of a few; the browser's own list. */
export function SelectField<Value extends string>({
  label,
  hint,
  error,
  aside,
  value,
  options,
  onValue,
}: Labelled & { value: Value; options: readonly Option<Value>[]; onValue: (value: Value) => void }) {
  return (
    <Field label={label} hint={hint} error={error} aside={aside}>
      {ties => (
        <span class={style.chosen}>
          <select
            {...ties}
            class={style.select}
            value={value}
            onChange={event => {
              const chosen = options[event.currentTarget.selectedIndex];
              if (chosen) onValue(chosen.value);
            }}
          >
            {options.map(option => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" small />
        </span>
      )}
    </Field>
  );
}
