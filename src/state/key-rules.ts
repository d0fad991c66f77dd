import { keyOf } from './actions';
import { defaultKeys, type KeyedAction } from './keys';

/** Where an action is offered. */
export type KeyPlace = 'everywhere' | 'conversation' | 'approval' | 'inbox' | 'agent' | 'file' | 'replay';

/** The screens that belong to a place; all of them where none is named. Two actions of one screen cannot share a key. */
const screens: Readonly<Record<Exclude<KeyPlace, 'everywhere'>, readonly string[]>> = {
  conversation: ['conversation', 'today', 'task'],
  approval: ['conversation', 'today', 'task', 'inbox'],
  inbox: ['inbox'],
  agent: ['agent'],
  file: ['file'],
  replay: ['replay'],
};

/** Every action that has a key, by where it is offered. */
export const keyPlaces: Readonly<Record<KeyPlace, readonly KeyedAction[]>> = {
  everywhere: [
    'find',
    'help',
    'new-task',
    'hire',
    'pause',
    'go-today',
    'go-inbox',
    'go-team',
    'go-conversations',
    'go-files',
    'go-costs',
    'go-settings',
  ],
  conversation: [
    'conversation.write',
    'conversation.edit',
    'conversation.quote',
    'conversation.file',
    'conversation.model',
    'attach',
    'conversation.next',
    'conversation.previous',
    'conversation.find',
    'find.next',
    'find.previous',
    'find.close',
    'run.pause',
    'run.stop',
  ],
  approval: ['approval.approve', 'approval.reject', 'approval.edit'],
  inbox: ['inbox.next', 'inbox.previous'],
  agent: ['agent-before', 'agent-after'],
  file: ['file.edit'],
  replay: ['replay.next', 'replay.previous'],
};

/** Whether the user may change this action's key: those with Ctrl and Escape are the same in every app. */
export const canChange = (action: KeyedAction): boolean =>
  !defaultKeys[action].startsWith('mod+') && defaultKeys[action] !== 'Escape';

/** The action that has `key`, or one that begins with it or it begins with, where `action` is offered, too. */
export function clashOf(
  keys: Readonly<Record<string, string>>,
  action: KeyedAction,
  key: string,
): KeyedAction | undefined {
  const all = Object.values(keyPlaces).flat();
  return all.find(other => {
    const its = keys[other];
    if (other === action || !its || !meet(placeOf(action), placeOf(other))) return false;
    // As they come, the card that asks goes before the screen it stands on.
    if (key === defaultKeys[action] && its === defaultKeys[other]) return false;
    return its === key || its.startsWith(`${key} `) || key.startsWith(`${its} `);
  });
}

/** What one press makes of a key that is being chosen: another one is awaited after `g`, as in `g h`. */
type Pressed =
  | { is: 'key'; key: string }
  | { is: 'first'; key: string }
  | { is: 'none' }
  | { is: 'left' }
  | { is: 'unfit' }
  | { is: 'modifier' };

/** Reads one press; `first`: the one before it, of two. */
export function pressed(event: KeyboardEvent, first?: string): Pressed {
  const { key } = event;
  if (['Shift', 'Control', 'Alt', 'AltGraph', 'Meta'].includes(key)) return { is: 'modifier' };
  if (key === 'Escape' || key === 'Tab') return { is: 'left' };
  if (key === 'Delete' || key === 'Backspace') return { is: 'none' };
  const stroke = keyOf(event);
  if (key.length !== 1 || key === ' ' || stroke.startsWith('mod+') || stroke.startsWith('alt+')) return { is: 'unfit' };
  if (first !== undefined) return { is: 'key', key: `${first} ${stroke}` };
  return stroke === 'g' ? { is: 'first', key: stroke } : { is: 'key', key: stroke };
}

function placeOf(action: KeyedAction): KeyPlace {
  for (const [place, actions] of Object.entries(keyPlaces)) if (actions.includes(action)) return place as KeyPlace;
  return 'everywhere';
}

function meet(one: KeyPlace, other: KeyPlace): boolean {
  if (one === 'everywhere' || other === 'everywhere') return true;
  return screens[one].some(screen => screens[other].includes(screen));
}
