import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { keys } from './keys';

/** Something the user can do by name: one list feeds the palette, `?`, menus and the keyboard. */
export interface Action {
  /** Unique among what is offered at one time; a later offer of the same id stands before an earlier one. */
  id: string;
  group: 'go' | 'do' | 'here';
  title: () => string;
  /** A second line of the palette. */
  detail?: () => string;
  /** Absent: always. */
  when?: () => boolean;
  /** Left out of the palette: makes sense only where the user is (next message, close). */
  hidden?: boolean;
  /** A key that is held does it again and again: it only moves. */
  repeats?: true;
  do: () => void;
}

/** An action as it is offered now: with the key it has here, spelled as in `defaultKeys`. */
interface KeyedOffer extends Action {
  key?: string;
}

const offers = signal<readonly (readonly Action[])[]>([]);

/** All actions that can be done now; the screen's own come first. */
export const actions: ReadonlySignal<readonly KeyedOffer[]> = computed(() => {
  const seen = new Set<string>();
  return offers.value
    .toReversed()
    .flat()
    .filter(action => {
      if (seen.has(action.id)) return false;
      seen.add(action.id);
      return action.when?.() ?? true;
    })
    .map(action => {
      const key = keys.value[action.id];
      return key ? { ...action, key } : action;
    });
});

/** Adds actions for as long as something is on screen; returns what takes them away again. */
export function offer(added: readonly Action[]): () => void {
  offers.value = [...offers.peek(), added];
  return () => {
    offers.value = offers.peek().filter(one => one !== added);
  };
}

/** How long the second key of `g h` may take. */
const SEQUENCE_MS = 1_200;
let pending: { key: string; at: number } | undefined;

/** The key of an event in the spelling of `defaultKeys`. */
export function keyOf(event: KeyboardEvent): string {
  const letter = event.key.length === 1;
  const name = letter ? event.key.toLowerCase() : event.key;
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'mod+' : '',
    event.altKey ? 'alt+' : '',
    // `?` and `$` need Shift on some keyboards only: the sign itself says enough.
    event.shiftKey && (!letter || /[a-z]/.test(name)) ? 'shift+' : '',
  ];
  return modifiers.join('') + name;
}

/** Finds the action an event asks for. `singles`: whether keys without `mod` are on. Remembers the first key of a sequence. */
export function actionFor(
  event: KeyboardEvent,
  options: { singles: boolean; typing: boolean; now: number },
): KeyedOffer | undefined {
  const key = keyOf(event);
  const plain = !key.startsWith('mod+') && key !== 'Escape';
  if (plain && (options.typing || !options.singles)) {
    pending = undefined;
    return undefined;
  }
  const before = pending && options.now - pending.at <= SEQUENCE_MS ? `${pending.key} ` : '';
  pending = undefined;
  const found =
    actions.peek().find(action => action.key === before + key) ?? actions.peek().find(action => action.key === key);
  if (!found && plain && actions.peek().some(action => action.key?.startsWith(`${key} `))) {
    pending = { key, at: options.now };
  }
  return found;
}
