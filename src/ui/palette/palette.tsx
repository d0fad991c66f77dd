import { useId, useMemo, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Mark } from '../marks/mark';
import { Dialog } from '../parts/dialog';
import { Icon } from '../parts/icon';
import { Keys } from '../parts/keys';
import { ListGroup, ListLine, Listbox, lineAfter } from '../parts/listbox';
import { paletteWords } from '../words/palette';
import { entriesFor, type Entry } from './entries';
import { deedsOfLine } from './line-deeds';
import style from './palette.module.css';

/** Go, do, ask: one field for everything. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = paletteWords();
  const id = useId();
  const query = useSignal('');
  const active = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  // Before the dialog takes the focus.
  const line = useMemo(() => deedsOfLine(document.activeElement), []);
  const groups = entriesFor(query.value.trim(), line);
  const entries = groups.flatMap(([, group]) => group);
  const at = Math.min(active.value, entries.length - 1);

  function run(entry: Entry | undefined) {
    if (!entry) return;
    onClose();
    entry.do();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[at]);
    }
    const next = lineAfter(event.key, at, entries.length);
    if (next === undefined) return;
    event.preventDefault();
    active.value = next;
    list.current?.querySelector(`[id="${id}-${active.value}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <Dialog kind="plain" title={words.find} onClose={onClose}>
      <div class={style.query}>
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          autofocus
          autocomplete="off"
          spellcheck={false}
          aria-label={words.find}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          placeholder={words.placeholder}
          value={query.value}
          onInput={event => {
            query.value = event.currentTarget.value;
            active.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>{words.escape}</kbd>
      </div>
      <Listbox id={`${id}-list`} label={words.find} within={list}>
        {groups.map(([name, group]) => (
          <ListGroup key={name} label={(name === 'here' && line[0]?.of) || words.groups[name]}>
            {group.map(entry => {
              const index = entries.indexOf(entry);
              return (
                <ListLine key={entry.id} id={`${id}-${index}`} active={index === at} onChoose={() => run(entry)}>
                  {entry.mark ? <Mark {...entry.mark} size={20} /> : <Icon name={entry.icon ?? 'arrow'} />}
                  <span>
                    <Marked text={entry.title} ranges={entry.ranges ?? []} />
                    {entry.detail && <span class="dim"> {entry.detail}</span>}
                  </span>
                  {entry.key && <Keys keys={entry.key} />}
                </ListLine>
              );
            })}
          </ListGroup>
        ))}
        {entries.length === 0 && <p class={style.none}>{words.nothing}</p>}
      </Listbox>
    </Dialog>
  );
}

function Marked({ text, ranges }: { text: string; ranges: readonly [number, number][] }) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of ranges) {
    if (from < end) continue;
    pieces.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  );
}
