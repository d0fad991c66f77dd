import { signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { ConversationView } from '../storage/queries';
import { doors } from './doors';
import { live } from './live';

export type { ConversationView } from '../storage/queries';

const pageOfConversations = 50;

/** Which conversations the list shows. */
interface ConversationFilter {
  archived: boolean;
  agent?: Id<'agent'>;
}

const chosen = signal<ConversationFilter>({ archived: false });
const limit = signal(pageOfConversations);

export const filter: ReadonlySignal<ConversationFilter> = chosen;

/** The list before its first answer. */
export const listNotLoaded: ConversationView[] = [];

/** Pinned first, then by their last message; `listNotLoaded` until they are there. */
export const conversations = live<'conversations'>(listNotLoaded, () => ({
  name: 'conversations',
  args: [{ ...chosen.value, limit: limit.value }],
}));

export function showOnly(next: ConversationFilter): void {
  chosen.value = next;
  limit.value = pageOfConversations;
}

/** Whether the list may go on after what it shows. */
export function hasMore(shown: number): boolean {
  return shown >= limit.value;
}

export function showMore(): void {
  limit.value += pageOfConversations;
}

/** Each rejects with `AppError`. */
export function rename(id: Id<'conversation'>, title: string): Promise<void> {
  return doors().engine.write('editConversation', id, { title });
}

export function setPinned(id: Id<'conversation'>, pinned: boolean): Promise<void> {
  return doors().engine.write('editConversation', id, { pinned });
}

export function setArchived(id: Id<'conversation'>, archived: boolean): Promise<void> {
  return doors().engine.write('editConversation', id, { archived });
}

/** Deletes, or brings back with `false`. */
export function setGone(id: Id<'conversation'>, gone: boolean): Promise<void> {
  return doors().engine.write('editConversation', id, { gone });
}
