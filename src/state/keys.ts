import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { doors } from './doors';

/**
 * The key of each action that has one, until the user chooses another: `n`, `?`, `g h` (one after the other), `mod+k`
 * (Ctrl, on a Mac Cmd), `shift+p`, `Escape`. Those without `mod` are quiet while text is being typed and can be changed
 * and turned off (WCAG 2.1.4), `Escape` excepted. Two actions that are never offered at once may share a key.
 */
export const defaultKeys = {
  'go-today': 'g h',
  'go-inbox': 'g i',
  'go-team': 'g t',
  'go-conversations': 'g c',
  'go-files': 'g f',
  'go-costs': 'g $',
  'go-settings': 'g s',
  'new-task': 'n',
  hire: 'h',
  find: 'mod+k',
  help: '?',
  pause: 'shift+p',
  attach: 'u',
  'run.stop': 'Escape',
  'run.pause': 'p',
  'conversation.write': 'r',
  'conversation.edit': 'e',
  'conversation.quote': 'q',
  'conversation.file': 'v',
  'conversation.find': '/',
  'conversation.model': 'm',
  'conversation.next': 'j',
  'conversation.previous': 'k',
  'find.next': 'mod+g',
  'find.previous': 'mod+shift+g',
  'find.close': 'Escape',
  'approval.approve': 'a',
  'approval.reject': 'x',
  'approval.edit': 'e',
  'inbox.next': 'j',
  'inbox.previous': 'k',
  'agent-before': '[',
  'agent-after': ']',
  'file.edit': 'e',
  'replay.next': 'j',
  'replay.previous': 'k',
} as const;

/** An action that has a key. */
export type KeyedAction = keyof typeof defaultKeys;

const own = signal<Readonly<Record<string, string>>>({});

/** The keys the user chose on this device, by action; an empty one: none. */
export const ownKeys: ReadonlySignal<Readonly<Record<string, string>>> = own;

/** The key of each action now. */
export const keys: ReadonlySignal<Readonly<Record<string, string>>> = computed(() => ({
  ...defaultKeys,
  ...own.value,
}));

/** Follows what this tab and others choose; returns what ends that. */
export const followKeys = (): (() => void) =>
  doors().page.watchKeys(text => {
    own.value = text === undefined ? {} : chosenIn(text);
  });

/** Gives an action another key; `undefined`: its own again. */
export function chooseKey(action: KeyedAction, key: string | undefined): void {
  const { [action]: _, ...others } = own.peek();
  keep(key === undefined || key === defaultKeys[action] ? others : { ...others, [action]: key });
}

/** All actions have their own keys again. */
export const resetKeys = (): void => keep({});

function keep(chosen: Readonly<Record<string, string>>): void {
  own.value = chosen;
  doors().page.remember('keys', JSON.stringify(chosen));
}

/** What was kept, as far as it makes sense: anyone may have edited it. */
function chosenIn(text: string): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(text);
    return Object.fromEntries(
      Object.entries(kept ?? {}).filter(
        ([action, key]) => Object.hasOwn(defaultKeys, action) && typeof key === 'string',
      ),
    );
  } catch {
    return {};
  }
}
