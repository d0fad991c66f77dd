import { actions } from '../../state/actions';
import { activeAgents } from '../../state/agents';
import { ask } from '../../state/ask';
import { go, SETTINGS_SECTIONS } from '../../state/place';
import { recentConversations } from '../../state/recent';
import { openWorkspace, workspaces } from '../../state/workspaces';
import type { IconName } from '../parts/icon';
import { tellError } from '../tell-error';
import { appWords } from '../words/app';
import { paletteWords } from '../words/palette';
import { settingsWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import type { LineDeed } from './line-deeds';
import { matchRanges, score } from './matches';

/** One line of the palette: what is done, or where it leads. */
export interface Entry {
  id: string;
  group: 'here' | 'go' | 'ask' | 'do';
  title: string;
  detail?: string;
  icon?: IconName;
  mark?: { name: string; hue: number };
  key?: string;
  /** Where the title holds what was typed. */
  ranges?: [number, number][];
  do: () => void;
}

// Asking costs money: it never stands under the cursor before what was named.
const order: readonly Entry['group'][] = ['here', 'go', 'do', 'ask'];
const mostInGroup = 7;

/** What there is to do and where to go for what was typed, in groups; `line`: the deeds of the line that had the focus. */
export function entriesFor(query: string, line: readonly LineDeed[]): (readonly [Entry['group'], Entry[]])[] {
  const known = [
    ...line.map(deedEntry),
    ...actionEntries(),
    ...agentEntries(),
    ...settingsEntries(),
    ...workspaceEntries(),
    ...conversationEntries(),
  ];
  const found = query === '' ? known : [...narrowed(known, query), ...askEntries(query)];
  return order
    .map(name => [name, found.filter(({ group }) => group === name).slice(0, mostInGroup)] as const)
    .filter(([, group]) => group.length > 0);
}

const deedEntry = ({ title, do: run }: LineDeed): Entry => ({ id: `line-${title}`, group: 'here', title, do: run });

const actionEntries = (): Entry[] =>
  actions.value
    .filter(action => !action.hidden)
    .map(action => ({
      id: action.id,
      group: action.group === 'go' ? 'go' : 'do',
      title: action.title(),
      do: action.do,
      icon: icons[action.id] ?? 'arrow',
      ...(action.detail && { detail: action.detail() }),
      ...(action.key && { key: action.key }),
    }));

const agentEntries = (): Entry[] =>
  activeAgents.value.map(({ row }) => ({
    id: row.id,
    group: 'go',
    title: row.body.name,
    detail: row.body.role,
    mark: { name: row.body.name, hue: row.hue },
    do: () => go({ at: 'agent', id: row.id }),
  }));

const settingsEntries = (): Entry[] =>
  SETTINGS_SECTIONS.map(section => ({
    id: `settings-${section}`,
    group: 'go',
    title: settingsParts()[section],
    detail: settingsWords().title,
    icon: 'settings',
    do: () => go({ at: 'settings', section }),
  }));

const workspaceEntries = (): Entry[] =>
  workspaces.value
    .filter(({ current }) => !current)
    .map(({ id, name }) => ({
      id,
      group: 'go',
      title: paletteWords().openWorkspace(name || appWords().unnamed),
      do: () => openWorkspace(id),
    }));

const conversationEntries = (): Entry[] =>
  recentConversations.value.map(({ row, agentName }) => ({
    id: row.id,
    group: 'go',
    title: row.body.title,
    detail: agentName,
    icon: 'conversations',
    do: () => go({ at: 'conversation', id: row.id }),
  }));

const askEntries = (query: string): Entry[] =>
  activeAgents.value.slice(0, 3).map(({ row }) => ({
    id: `ask-${row.id}`,
    group: 'ask',
    title: paletteWords().ask(row.body.name, query),
    mark: { name: row.body.name, hue: row.hue },
    do: () => {
      ask(row.id, query).catch(tellError);
    },
  }));

function narrowed(known: readonly Entry[], query: string): Entry[] {
  return known
    .flatMap(entry => {
      const ranges = matchRanges(entry.title, query);
      return ranges ? [{ ...entry, ranges }] : [];
    })
    .toSorted((one, other) => score(other.title, other.ranges) - score(one.title, one.ranges));
}

/** What an action is drawn with, by its id; an arrow for the rest. */
const icons: Readonly<Record<string, IconName>> = {
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
