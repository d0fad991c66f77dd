import { useId, useMemo, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { actions } from '../../state/actions';
import { activeAgents } from '../../state/agents';
import { ask } from '../../state/ask';
import { recentConversations } from '../../state/recent';
import { go, SETTINGS_SECTIONS } from '../../state/place';
import { openWorkspace, workspaces } from '../../state/workspaces';
import { Mark } from '../marks/mark';
import { Dialog } from '../parts/dialog';
import { Icon, type IconName } from '../parts/icon';
import { Keys } from '../parts/keys';
import { ListGroup, ListLine, Listbox } from '../parts/listbox';
import { appWords } from '../words/app';
import { paletteWords } from '../words/palette';
import { settingsWords } from '../words/settings';
import { deedsOfLine, type LineDeed } from './line-deeds';
import { settingsParts } from '../words/shell';
import { matchRanges, score } from './matches';
import { tellError } from '../tell-error';
import style from './palette.module.css';

interface Entry {
  id: string;
  group: 'here' | 'go' | 'ask' | 'do';
  title: string;
  detail?: string;
  icon?: IconName;
  mark?: { name: string; hue: number };
  key?: string;
  ranges?: [number, number][];
  do: () => void;
}

const MOST_IN_GROUP = 7;

/** What an action is drawn with, by its id; an arrow for the rest. */
const ICONS: Readonly<Record<string, IconName>> = {
  'go-today': 'today',
  'go-inbox': 'inbox',
  'go-team': 'team',
  'go-conversations': 'conversations',
  'go-files': 'file',
  'go-costs': 'costs',
  'go-settings': 'settings',
  'new-task': 'plus',
  hire: 'plus',
  help: 'info',
  pause: 'pause',
  'lock-screen': 'lock',
  'lock-keys': 'lock',
  unlock: 'unlock',
  export: 'download',
  theme: 'today',
  'approval.approve': 'check',
  'approval.reject': 'close',
  'approval.edit': 'edit',
};

/** Go, do, ask: one field for everything. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = paletteWords();
  const id = useId();
  const query = useSignal('');
  const active = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  // Before the dialog takes the focus.
  const line = useMemo(() => deedsOfLine(document.activeElement), []);
  const groups = useGroups(query.value.trim(), line);
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
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    active.value = (at + (event.key === 'ArrowDown' ? 1 : -1) + entries.length) % Math.max(1, entries.length);
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
                  {entry.mark ? (
                    <Mark {...entry.mark} size={20} />
                  ) : (
                    <Icon name={entry.icon ?? ICONS[entry.id] ?? 'arrow'} />
                  )}
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

function useGroups(query: string, line: readonly LineDeed[]): (readonly [Entry['group'], Entry[]])[] {
  const words = paletteWords();
  const known: Entry[] = line.map(({ title, do: run }) => ({
    id: `line-${title}`,
    group: 'here',
    title,
    do: run,
  }));
  const offered: Entry[] = actions.value
    .filter(action => !action.hidden)
    .map(action => ({
      id: action.id,
      group: action.group === 'go' ? 'go' : 'do',
      title: action.title(),
      do: action.do,
      ...(action.detail && { detail: action.detail() }),
      ...(action.key && { key: action.key }),
    }));
  known.push(...offered);
  const team = activeAgents.value;
  for (const { row } of team) {
    const mark = { name: row.body.name, hue: row.hue };
    known.push({
      id: row.id,
      group: 'go',
      title: row.body.name,
      detail: row.body.role,
      mark,
      do: () => go({ at: 'agent', id: row.id }),
    });
  }
  for (const section of SETTINGS_SECTIONS) {
    known.push({
      id: `settings-${section}`,
      group: 'go',
      title: settingsParts()[section],
      detail: settingsWords().title,
      icon: 'settings',
      do: () => go({ at: 'settings', section }),
    });
  }
  for (const { id, name, current } of workspaces.value) {
    if (current) continue;
    known.push({
      id,
      group: 'go',
      title: words.openWorkspace(name || appWords().unnamed),
      do: () => openWorkspace(id),
    });
  }
  for (const { row, agentName } of recentConversations.value) {
    known.push({
      id: row.id,
      group: 'go',
      title: row.body.title,
      detail: agentName,
      icon: 'conversations',
      do: () => go({ at: 'conversation', id: row.id }),
    });
  }
  const found = query === '' ? known : narrowed(known, query);
  const asks: Entry[] =
    query === ''
      ? []
      : team.slice(0, 3).map(({ row }) => ({
          id: `ask-${row.id}`,
          group: 'ask',
          title: words.ask(row.body.name, query),
          mark: { name: row.body.name, hue: row.hue },
          do: () => {
            ask(row.id, query).catch(tellError);
          },
        }));
  const inGroup = (name: Entry['group']) =>
    [...found, ...asks].filter(entry => entry.group === name).slice(0, MOST_IN_GROUP);
  // Asking costs money: it never stands under the cursor before what was named.
  const order: Entry['group'][] = ['here', 'go', 'do', 'ask'];
  return order.map(name => [name, inGroup(name)] as const).filter(([, group]) => group.length > 0);
}

function narrowed(known: readonly Entry[], query: string): Entry[] {
  return known
    .flatMap(entry => {
      const ranges = matchRanges(entry.title, query);
      return ranges ? [{ ...entry, ranges }] : [];
    })
    .toSorted((one, other) => score(other.title, other.ranges) - score(one.title, one.ranges));
}
