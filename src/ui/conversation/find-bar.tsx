import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeFind, find, findings, findText, foundAt, foundHere, stepFound } from '../../state/find';
import { number } from '../formats';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { useActions } from '../use-actions';
import { conversationWords } from '../words/conversation';
import style from './find-bar.module.css';

/** Looks for words in the whole conversation: the browser's own search sees only the turns on screen. */
export function FindBar() {
  const words = conversationWords().find;
  const field = useRef<HTMLInputElement>(null);
  const written = useSignal('');
  // At once: what is typed next is looked for, not done.
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      closeFind();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useActions(() => [
    { id: 'find.close', group: 'here', title: () => words.close, hidden: true, do: closeFind },
    { id: 'find.next', group: 'here', title: () => words.next, do: () => stepFound(1) },
    { id: 'find.previous', group: 'here', title: () => words.previous, do: () => stepFound(-1) },
  ]);
  const count = findings.value.found.length;
  return (
    <search class={style.bar}>
      <Icon name="search" small />
      <input
        ref={field}
        type="search"
        aria-label={words.label}
        placeholder={words.label}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={written.value}
        onInput={event => {
          written.value = event.currentTarget.value;
          find(written.value);
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          stepFound(event.shiftKey ? -1 : 1);
        }}
      />
      <Count />
      {count > 1 && (
        <>
          <IconButton look="bare" icon="up" label={words.previous} onClick={() => stepFound(-1)} />
          <IconButton look="bare" icon="down" label={words.next} onClick={() => stepFound(1)} />
        </>
      )}
      <IconButton look="bare" icon="close" label={words.close} onClick={closeFind} />
    </search>
  );
}

/** Which of how many; the ear also hears the words around it. */
function Count() {
  const words = conversationWords().find;
  const { found, more } = findings.value;
  if (findText.value === '') return <output class={style.count} />;
  if (found.length === 0) return <output class={style.count}>{words.none}</output>;
  const all = number(found.length);
  return (
    <output class={`number ${style.count}`}>
      {words.count(number(foundAt.value + 1), more ? words.orMore(all) : all)}
      <span class="hidden-words" translate={false}>
        {' '}
        {foundHere.value?.excerpt}
      </span>
    </output>
  );
}
