import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { Draft } from '../engine/door';
import type { Transcript } from '../storage/queries';
import { conversation, conversationId, transcript } from './conversation';
import { doors } from './doors';

/** How long an ended draft stays until its message is in the transcript, so that the text never blinks. */
const lingerMs = 600;

const stopped = signal<Id<'run'> | undefined>(undefined);

/** The run the user asked to stop: from that moment on its text stands still. */
export const stopping: ReadonlySignal<Id<'run'> | undefined> = stopped;

let stopFollowing = () => {};
let lingering: ReturnType<typeof setTimeout> | undefined;

const written = signal<Draft | undefined>(undefined, {
  watched() {
    stopFollowing = effect(() => {
      const id = conversationId.value;
      written.value = undefined;
      return id && doors().engine.watchDraft(id, take);
    });
  },
  unwatched() {
    stopFollowing();
    clearTimeout(lingering);
    written.value = undefined;
  },
});

function take(next: Draft | undefined): void {
  if (next && next.run === stopped.peek()) return;
  clearTimeout(lingering);
  // Nothing was written yet: there is nothing to blink, and what went wrong is told below.
  if (next || written.peek()?.parts.length === 0) {
    written.value = next;
    return;
  }
  lingering = setTimeout(() => {
    written.value = undefined;
  }, lingerMs);
}

let lastHere: Id<'run'> | undefined;

/** The run on the branch on screen, or the last one there: its text stays until its message has landed. */
const runHere = computed(() => {
  const detail = conversation.value;
  if (!detail || detail.run || detail.elsewhere.length > 0) lastHere = detail?.run?.id;
  return lastHere;
});

/** The message being written on the branch on screen; gone once the transcript holds it. */
export const draft: ReadonlySignal<Draft | undefined> = computed(() => {
  const latest = written.value;
  const here = runHere.value;
  const shown = transcript.value;
  return latest && latest.run === here && !hasLanded(latest, shown) ? latest : undefined;
});

/** Whether a message is being written: changes twice an answer, not with each word. */
export const isWriting: ReadonlySignal<boolean> = computed(() => draft.value !== undefined);

/** Whether the transcript already shows the message a draft has become. */
export function hasLanded(latest: Draft, { messages }: Transcript): boolean {
  return messages.some(({ row }) => row.role === 'agent' && row.run === latest.run && row.at >= latest.startedAt);
}

/** Stops a run: on screen at once, in the engine at its next boundary. Rejects with `AppError`. */
export async function stop(run: Id<'run'>): Promise<void> {
  stopped.value = run;
  try {
    await doors().engine.write('stop', run);
  } catch (error) {
    stopped.value = undefined;
    throw error;
  }
}
