import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { doors, type Notice, type Notices, type Seen } from './doors';
import { engineStatus } from './engine-status';

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

const workspace = computed(() => engineStatus.value?.workspace);

const seen = signal(true);

/** Whether this page is in view, as long as it is followed. */
export const inView: ReadonlySignal<boolean> = seen;

/** Follows whether this page is in view; inside an effect, which begins anew with another workspace. */
export function followView(): (() => void) | undefined {
  const id = workspace.value;
  return (
    id &&
    doors().page.watchView(id, inView => {
      seen.value = inView;
    })
  );
}

/** Tells by the system, but only a user who has no page of the workspace in view; answers where they have one. */
export async function tellAway(notice: Notice): Promise<Seen> {
  const id = workspace.peek();
  const where = id === undefined ? 'here' : await doors().page.whereSeen(id);
  if (where === 'nowhere') doors().page.notify(notice);
  return where;
}
