import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { canChange, clashOf, pressed } from '../../state/key-rules';
import { chooseKey, defaultKeys, keys, ownKeys, type KeyedAction } from '../../state/keys';
import { IconButton } from '../parts/button';
import { Keys } from '../parts/keys';
import { State } from '../parts/state';
import { shortcutsWords } from '../words/settings';
import { keyTitles } from './key-titles';
import style from './shortcuts.module.css';

/** Waits for a press; `first` is the one before, where two make the key. */
interface Waiting {
  first?: string;
}

/** One action and its key: a button where it can be changed, which then waits for the new one. */
export function KeyRow({ action }: { action: KeyedAction }) {
  const title = keyTitles[action]();
  return (
    <li class={style.row}>
      {canChange(action) ? (
        <Choice action={action} title={title} />
      ) : (
        <>
          <span>{title}</span>
          <span class={style.fixed}>
            <Keys keys={keys.value[action] ?? ''} />
          </span>
        </>
      )}
    </li>
  );
}

function Choice({ action, title }: { action: KeyedAction; title: string }) {
  const words = shortcutsWords();
  const { waiting, wrong, choose, press } = useChoice(action);
  const button = useRef<HTMLButtonElement>(null);

  // The row that is drawn anew keeps the cursor.
  const isChanged = ownKeys.value[action] !== undefined;
  const hadReset = useRef(isChanged);
  useEffect(() => {
    if (hadReset.current && !isChanged) button.current?.focus();
    hadReset.current = isChanged;
  }, [isChanged]);

  return (
    <>
      <span id={`title-${action}`}>{title}</span>
      <span class={style.change}>
        {isChanged && (
          <IconButton look="bare" icon="retry" label={words.reset(title)} onClick={() => choose(undefined)} />
        )}
        <button
          ref={button}
          type="button"
          class={style.key}
          aria-pressed={waiting.value !== undefined}
          id={`key-${action}`}
          aria-labelledby={`title-${action} key-${action}`}
          onClick={() => {
            wrong.value = '';
            waiting.value = waiting.value ? undefined : {};
          }}
          onBlur={() => {
            waiting.value = undefined;
          }}
          onKeyDown={press}
        >
          <Shown waiting={waiting.value} keys={keys.value[action] ?? ''} />
        </button>
      </span>
      {wrong.value && (
        <p class={style.wrong} role="alert">
          <State is="failed" quiet />
          {wrong.value}
        </p>
      )}
    </>
  );
}

/** What becomes of the presses while another key is chosen, and what is wrong with one. */
function useChoice(action: KeyedAction) {
  const words = shortcutsWords();
  const waiting = useSignal<Waiting | undefined>(undefined);
  const wrong = useSignal('');

  function choose(next: string | undefined) {
    waiting.value = undefined;
    const clash = next === '' ? undefined : clashOf(keys.peek(), action, next ?? defaultKeys[action]);
    wrong.value = clash ? words.taken(keyTitles[clash]()) : '';
    if (!clash) chooseKey(action, next);
  }

  function press(event: KeyboardEvent) {
    if (!waiting.value) return;
    const was = pressed(event, waiting.value.first);
    // A key that leaves goes where it always goes; the others are for this row alone.
    if (was.is !== 'left' || event.key === 'Escape') event.preventDefault();
    event.stopPropagation();
    switch (was.is) {
      case 'modifier':
        return;
      case 'left':
        waiting.value = undefined;
        return;
      case 'unfit':
        wrong.value = words.unfit;
        return;
      case 'first':
        waiting.value = { first: was.key };
        return;
      case 'none':
        return choose('');
      case 'key':
        return choose(was.key);
    }
  }

  return { waiting, wrong, choose, press };
}

function Shown({ waiting, keys: its }: { waiting: Waiting | undefined; keys: string }) {
  const words = shortcutsWords();
  if (waiting?.first !== undefined) return words.pressSecond(waiting.first.toUpperCase());
  if (waiting) return words.press;
  return its === '' ? words.none : <Keys keys={its} />;
}
