import type { Action } from '../../state/actions';
import { go, type Place } from '../../state/place';
import { setSetting, settings } from '../../state/settings';
import { halted, lock, pauseEverything, resumeEverything, vaultStatus } from '../../state/vault';
import { taskWanted } from '../today/task-wanted';
import { appWords } from '../words/app';
import { shellWords } from '../words/shell';
import { overlay, saveFile } from './overlay';
import { tellError } from '../tell-error';

/** What fails is told in a notice; nothing else of it reaches the screen. */
const telling = (work: () => Promise<unknown>) => () => {
  work().catch(tellError);
};

const goTo = (id: string, target: Place, title: () => string): Action => ({
  id: `go-${id}`,
  group: 'go',
  title,
  do: () => go(target),
});

/** Puts the cursor where work is given, wherever the user is. */
export function newTask(): void {
  taskWanted.value = true;
  go({ at: 'today' });
}

function isDark(): boolean {
  return settings.peek().theme === 'auto'
    ? matchMedia('(prefers-color-scheme: dark)').matches
    : settings.peek().theme === 'dark';
}

/** What can be done on every screen. */
export const globalActions = (): Action[] => [
  goTo('today', { at: 'today' }, () => shellWords().today),
  goTo('inbox', { at: 'inbox' }, () => shellWords().inbox),
  goTo('team', { at: 'team', hire: false }, () => shellWords().team),
  goTo('conversations', { at: 'conversations' }, () => shellWords().conversations),
  goTo('files', { at: 'files' }, () => shellWords().files),
  goTo('costs', { at: 'costs' }, () => shellWords().costs),
  goTo('settings', { at: 'settings', section: 'connections' }, () => shellWords().settings),
  { id: 'new-task', group: 'do', title: () => appWords().newTask, do: newTask },
  { id: 'hire', group: 'do', title: () => appWords().hire, do: () => go({ at: 'team', hire: true }) },
  {
    id: 'find',
    group: 'do',
    hidden: true,
    title: () => appWords().find,
    do: () => {
      overlay.value = 'palette';
    },
  },
  {
    id: 'help',
    group: 'do',
    title: () => appWords().help,
    do: () => {
      overlay.value = 'help';
    },
  },
  {
    id: 'pause',
    group: 'do',
    title: () => (halted.value ? appWords().resume : appWords().pause),
    detail: () => (halted.value ? '' : appWords().pauseLine),
    do: telling(() => (halted.peek() ? resumeEverything() : pauseEverything())),
  },
  {
    id: 'lock-screen',
    group: 'do',
    title: () => appWords().lockScreen,
    when: () => vaultStatus.value?.state === 'open',
    do: telling(() => lock('screen')),
  },
  {
    id: 'lock-keys',
    group: 'do',
    title: () => appWords().lockKeys,
    when: () => vaultStatus.value?.state === 'open',
    do: telling(() => lock('keys')),
  },
  {
    id: 'unlock',
    group: 'do',
    title: () => appWords().unlockKeys,
    when: () => vaultStatus.value?.state === 'locked',
    do: () => go({ at: 'unlock' }),
  },
  { id: 'export', group: 'do', title: () => appWords().export, do: saveFile },
  {
    id: 'theme',
    group: 'do',
    title: () => appWords().theme,
    do: telling(() => setSetting('theme', isDark() ? 'light' : 'dark')),
  },
];
