import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { doors, type StorageFacts } from './doors';
import { tasks, tasksUnread } from './today';

let stop = () => {};
const update = signal<(() => void) | undefined>(undefined, {
  watched() {
    stop = doors().page.watchUpdate(next => {
      update.value = next;
    });
  },
  unwatched() {
    stop();
  },
});

/** An update that waits, and what puts it into use: nothing while work is under way, as every tab loads anew. */
export const waitingUpdate = computed(() => {
  const apply = update.value;
  const isAtRest = tasks.value !== tasksUnread && tasks.value.running.length === 0;
  return apply && { apply: isAtRest ? apply : undefined };
});

const facts = signal<StorageFacts | undefined>(undefined, {
  // A browser that refuses to answer leaves it unknown.
  watched: () => void lookAtStorage().catch(() => {}),
});

/** How safe the data is here; nothing until the browser has answered. */
export const storageFacts: ReadonlySignal<StorageFacts | undefined> = facts;

export async function lookAtStorage(): Promise<void> {
  facts.value = await doors().page.storage();
}

/** Asks the browser to keep the data when space gets short; answers whether it promised to. Never rejects. */
export async function persist(): Promise<boolean> {
  try {
    const promised = await doors().page.persist();
    await lookAtStorage();
    return promised;
  } catch {
    // What asks it is not on this device yet, or it does not answer.
    return false;
  }
}

export const isSharedOrigin = (): boolean => doors().page.sharedOrigin;
export const copy = (text: string): Promise<void> => doors().page.copy(text);
/** Opens another page of this app in a tab of its own. */
export const visit = (href: string): void => doors().page.visit(href);
export const download = (name: string, content: Blob): void => doors().page.download(name, content);
/** Opens the workspace as it is although rows are missing. */
export const acceptLoss = (): void => doors().page.acceptLoss();
export const reload = (): void => doors().page.reload();
export const keep = (name: 'theme' | 'density', value: string): void => doors().page.keep(name, value);
