import { signal, type ReadonlySignal } from '@preact/signals';
import { doors, type Notices } from './doors';

const allowed = signal<Notices>('absent', {
  watched() {
    allowed.value = doors().page.notices();
  },
});

/** Whether the system may tell what waits while the page is hidden. */
export const notices: ReadonlySignal<Notices> = allowed;

/** Asks the user for it; call it from a click only. */
export async function askNotices(): Promise<void> {
  allowed.value = await doors().page.askNotices();
}

/** Keeps the screen on while `wanted` and the page is in view. */
export const stayAwake = (wanted: boolean): void => doors().page.stayAwake(wanted);

/** Shows on the app's icon how many things wait. */
export const badge = (count: number): void => doors().page.badge(count);

/** Tells by the system that something waits, while the page is hidden; `chosen` when the user follows it. */
export const notify = (title: string, text: string, chosen: () => void): void =>
  doors().page.notify(title, text, chosen);

export type { Notices };
