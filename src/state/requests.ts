import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { RequestAnswer } from '../engine/door';
import type { RequestView } from '../storage/queries';
import { conversationId } from './conversation';
import { doors } from './doors';
import { live } from './live';

export type { RequestAnswer, RequestView };

/** What `inbox` holds until the first answer. */
export const inboxUnread: RequestView[] = [];

/** Everything that waits for the user, the earliest first. */
export const inbox = live<'inbox'>(inboxUnread, () => ({ name: 'inbox', args: [] }));

/** How many things wait for the user. */
export const waitingCount: ReadonlySignal<number> = computed(() => inbox.value.length);

/** How many decisions are shown under what waits at first, and how many more at a time. */
const decidedPages = { first: 8, more: 50 };

const decidedShown = signal(decidedPages.first);

/** One more than is shown tells whether there are earlier ones. */
const newestDecided = live<'decided'>([], () => ({ name: 'decided', args: [decidedShown.value + 1] }));

/** What the user decided, the newest first. */
export const lastDecided: ReadonlySignal<RequestView[]> = computed(() =>
  newestDecided.value.slice(0, decidedShown.value),
);

/** Whether earlier decisions are kept than those shown. */
export const hasEarlierDecided: ReadonlySignal<boolean> = computed(
  () => newestDecided.value.length > decidedShown.value,
);

export function showEarlierDecided(): void {
  decidedShown.value += decidedPages.more;
}

const asked = live<'requests'>([], () => {
  const id = conversationId.value;
  return id && { name: 'requests', args: [id] };
});

/** What runs of the conversation on screen asked and were told, the earliest first. */
const requestsHere: ReadonlySignal<RequestView[]> = computed(() => {
  const id = conversationId.value;
  return asked.value.filter(({ row }) => row.conversation === id); // those of the one before may still be there
});

/** Of these, what waits for the user. */
export const openHere: ReadonlySignal<RequestView[]> = computed(() =>
  requestsHere.value.filter(({ row }) => row.status === 'open'),
);

/** What the user said about a tool call of the conversation on screen, by the call's id. */
export const decided: ReadonlySignal<ReadonlyMap<string, RequestView>> = computed(
  () =>
    new Map(
      requestsHere.value.flatMap(request => {
        const { call, answer } = request.row;
        return call !== undefined && answer !== undefined ? [[call, request] as const] : [];
      }),
    ),
);

/** Answers what runs asked. Returns what was not open any more, and stays as it is. Rejects with `AppError`. */
export const answer = (answers: RequestAnswer[]): Promise<RequestAnswer['request'][]> =>
  doors().engine.write('answer', answers);
