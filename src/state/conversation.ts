import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Asked, ModelChoice } from '../domain/agent';
import type { Id } from '../domain/id';
import type { SentMessage } from '../engine/door';
import type { ConversationDetail, Transcript } from '../storage/queries';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { ConversationDetail } from '../storage/queries';

/** How many messages a conversation opens with, and by how many it grows at its upper end. */
const pageOfMessages = 50;

/** The conversation on screen. */
export const conversationId: ReadonlySignal<Id<'conversation'> | undefined> = computed(() => {
  const here = place.value;
  return here.at === 'conversation' ? here.id : undefined;
});

/** The transcript before its first answer from the database. */
export const notLoaded: Transcript = { messages: [], more: false };

const limit = signal(pageOfMessages);

const head = live<'conversation'>(undefined, () => {
  const id = conversationId.value;
  return id && { name: 'conversation', args: [id] };
});

const messages = live<'transcript'>(notLoaded, () => {
  const id = conversationId.value;
  return id && { name: 'transcript', args: [id, limit.value] };
});

/** The head of the conversation on screen, its agent and what its last run does. */
export const conversation: ReadonlySignal<ConversationDetail | undefined> = computed(() => {
  const id = conversationId.value;
  const found = head.value;
  return found?.row.id === id ? found : undefined; // the rows of the conversation before may still be there
});

/** The newest messages of the branch on screen, oldest first; `notLoaded` until they are there. */
export const transcript: ReadonlySignal<Transcript> = computed(() => {
  const id = conversationId.value;
  const found = messages.value;
  return found.messages.every(({ row }) => row.conversation === id) ? found : notLoaded;
});

/** Starts each conversation at its last page; call it while the screen is up. Returns what stops it. */
export function followConversation(): () => void {
  return effect(() => {
    void conversationId.value;
    limit.value = pageOfMessages;
  });
}

/** Asks for the next older page, once the one asked for before has come. */
export function showOlder(): void {
  const { messages: shown, more } = transcript.peek();
  if (more && shown.length >= limit.peek()) limit.value += pageOfMessages;
}

/** Asks for the last `count` messages at least. */
export function loadBack(count: number): void {
  limit.value = Math.max(limit.peek(), Math.ceil(count / pageOfMessages) * pageOfMessages);
}

/**
 * The user's next message in this conversation. `pasted`: it holds text from elsewhere; `asks`: how it alone is asked.
 * Rejects with `AppError`, as all verbs here do.
 */
export function send(agent: Id<'agent'>, text: string, pasted = false, asks?: Asked): Promise<SentMessage> {
  const id = conversationId.peek();
  return doors().engine.write('sendMessage', {
    agent,
    text,
    ...(id && { conversation: id, from: id }),
    ...(pasted && { pasted }),
    ...(asks && { asks }),
  });
}

/** Another text in place of an earlier message: a new branch beside it. `pasted` as of `send`. */
export function sendInstead(
  message: Id<'message'>,
  agent: Id<'agent'>,
  text: string,
  pasted = false,
): Promise<SentMessage> {
  const id = conversationId.peek();
  return doors().engine.write('sendMessage', {
    ...(id && { conversation: id }),
    agent,
    text,
    instead: message,
    ...(pasted && { pasted }),
  });
}

export function retry(message: Id<'message'>): Promise<SentMessage> {
  return doors().engine.write('retry', message);
}

export function continueAnswer(message: Id<'message'>): Promise<SentMessage> {
  return doors().engine.write('continueAnswer', message);
}

export function showVersion(message: Id<'message'>): Promise<void> {
  return doors().engine.write('showVersion', message);
}

/** Shows the branch that a run under way writes to. */
export function showRun(run: Id<'run'>): Promise<void> {
  return doors().engine.write('showRun', run);
}

export function markRead(id: Id<'conversation'>): Promise<void> {
  return doors().engine.write('markRead', id);
}

/** Another model for this conversation from the next message on. */
export function switchModel(id: Id<'conversation'>, model: ModelChoice): Promise<void> {
  return doors().engine.write('editConversation', id, { model });
}
