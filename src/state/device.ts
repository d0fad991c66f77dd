import { signal, type ReadonlySignal } from '@preact/signals';
import { doors } from './doors';

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

/** Puts a waiting update into use; nothing when there is none. */
export const waitingUpdate: ReadonlySignal<(() => void) | undefined> = update;

export const persist = (): Promise<boolean> => doors().page.persist();
export const storageUse = (): Promise<{ used: number; quota: number } | undefined> => doors().page.storage();
export const isSharedOrigin = (): boolean => doors().page.sharedOrigin;
export const copy = (text: string): Promise<void> => doors().page.copy(text);
/** Opens another page of this app in a tab of its own. */
export const visit = (href: string): void => doors().page.visit(href);
export const download = (name: string, content: Blob): void => doors().page.download(name, content);
/** Opens the workspace as it is although rows are missing. */
export const acceptLoss = (): void => doors().page.acceptLoss();
export const reload = (): void => doors().page.reload();
export const remember = (name: 'theme' | 'density', value: string): void => doors().page.remember(name, value);
