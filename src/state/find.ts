import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { Findings, FoundMessage } from '../storage/queries';
import { conversationId, loadBack } from './conversation';
import { live } from './live';

/** Pause in typing after which the conversation is looked through. */
const findAfterMs = 150;

/** More of a conversation than the found message alone is loaded: what was said before it. */
const before = 20;

const open = signal(false);
const wanted = signal('');
const chosen = signal<Id<'message'> | undefined>(undefined);
let pending: ReturnType<typeof setTimeout> | undefined;

/** Whether something is being looked for in the conversation on screen. */
export const isFinding: ReadonlySignal<boolean> = open;

/** What is looked for; empty when nothing is. */
export const findText: ReadonlySignal<string> = wanted;

const nothing: Findings = { found: [], more: false };

/** Where it was found on the branch on screen, oldest first. */
export const findings = live<'find'>(nothing, () => {
  const id = conversationId.value;
  return open.value && id && wanted.value !== '' ? { name: 'find', args: [id, wanted.value] } : undefined;
});

/** The place to be shown: the newest until the user steps on. */
export const foundAt: ReadonlySignal<number> = computed(() => {
  const { found } = findings.value;
  const at = found.findIndex(({ message }) => message === chosen.value);
  return at < 0 ? found.length - 1 : at;
});

/** The found message to be shown. */
export const foundHere: ReadonlySignal<FoundMessage | undefined> = computed(() => findings.value.found[foundAt.value]);

export function openFind(): void {
  open.value = true;
}

export function closeFind(): void {
  clearTimeout(pending);
  open.value = false;
  wanted.value = '';
  chosen.value = undefined;
}

/** Looks for another text once the typing pauses. */
export function find(text: string): void {
  clearTimeout(pending);
  pending = setTimeout(() => {
    chosen.value = undefined;
    wanted.value = text.trim();
  }, findAfterMs);
}

/** To the next (newer) or previous (older) place; after the last comes the first. */
export function stepFound(by: 1 | -1): void {
  const { found } = findings.peek();
  if (found.length === 0) return;
  chosen.value = found[(foundAt.peek() + by + found.length) % found.length]?.message;
}

/** Loads what is shown around a found message. */
export const loadFound = ({ fromEnd }: FoundMessage): void => loadBack(fromEnd + before);
