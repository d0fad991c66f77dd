import type { ComponentChildren, RefObject } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect } from '@preact/signals';
import { fieldWords } from '../words/field';
import { Field } from './field';
import { ListLine, Listbox, lineAfter } from './listbox';
import style from './combobox.module.css';
import field from './field.module.css';

export interface Choice<Value> {
  value: Value;
  /** What is matched against and put into the field. */
  text: string;
  /** Shown instead of `text`, with the typed letters unmarked. */
  line?: ComponentChildren;
  /** At the end of the line: a price. */
  end?: ComponentChildren;
}

/**
 * Type to narrow, arrows and Enter to choose (ARIA combobox with a list). `onText` takes what is typed as it stands, for
 * values that may be outside the list.
 */
export function Combobox<Value>({
  label,
  hint,
  error,
  text,
  choices,
  onText,
  onChoose,
  placeholder,
}: {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  text: string;
  choices: readonly Choice<Value>[];
  onText: (text: string) => void;
  onChoose: (choice: Choice<Value>) => void;
  placeholder?: string;
}) {
  const id = useId();
  const narrowed = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const matches = narrowed.value ? matching(choices, text) : choices.slice(0, MOST);
  const { open, active, at, onKeyDown } = useLines(list, matches.length, index => choose(matches[index]));

  function choose(choice: Choice<Value> | undefined) {
    if (!choice) return;
    open.value = false;
    onChoose(choice);
  }

  return (
    <Field label={label} hint={hint} error={error}>
      {ties => (
        <span class={style.box}>
          <input
            {...ties}
            type="text"
            role="combobox"
            class={field.input}
            autocomplete="off"
            spellcheck={false}
            aria-expanded={open.value}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open.value && at >= 0 ? `${id}-${at}` : undefined}
            placeholder={placeholder}
            value={text}
            onFocus={() => {
              narrowed.value = false;
              open.value = choices.length > 0;
            }}
            onBlur={() => {
              open.value = false;
            }}
            onInput={event => {
              narrowed.value = true;
              active.value = 0;
              open.value = true;
              onText(event.currentTarget.value);
            }}
            onKeyDown={onKeyDown}
          />
          <Listbox id={`${id}-list`} label={label} within={list} hidden={!open.value} floating>
            {matches.map((choice, index) => (
              <ListLine key={index} id={`${id}-${index}`} active={index === at} onChoose={() => choose(choice)}>
                <span>{choice.line ?? choice.text}</span>
                {choice.end}
              </ListLine>
            ))}
            {matches.length === 0 && <p class={style.none}>{fieldWords().noMatch}</p>}
          </Listbox>
        </span>
      )}
    </Field>
  );
}

/** Whether the list is open and which of its lines the keys have come to. */
function useLines(list: RefObject<HTMLDivElement | null>, count: number, onEnter: (at: number) => void) {
  const open = useSignal(false);
  const active = useSignal(0);
  // The list hangs below its field: on a small screen it may begin at the edge.
  useSignalEffect(() => {
    if (open.value) list.current?.scrollIntoView({ block: 'nearest' });
  });
  const at = Math.min(active.value, count - 1);

  function onKeyDown(event: KeyboardEvent) {
    const next = lineAfter(event.key, at, count);
    if (next !== undefined) {
      event.preventDefault();
      active.value = open.value ? next : 0;
      open.value = true;
      list.current?.children[active.value]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && open.value && count > 0) {
      event.preventDefault();
      onEnter(at);
    } else if (event.key === 'Escape' && open.value) {
      event.preventDefault();
      event.stopPropagation();
      open.value = false;
    }
  }

  return { open, active, at, onKeyDown };
}

/** More than a list can be read through; typing finds the rest. */
const MOST = 50;

function matching<Value>(choices: readonly Choice<Value>[], text: string): readonly Choice<Value>[] {
  const wanted = text.trim().toLowerCase().split(/\s+/);
  return choices.filter(choice => wanted.every(word => choice.text.toLowerCase().includes(word))).slice(0, MOST);
}
