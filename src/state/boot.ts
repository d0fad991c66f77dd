import { signal, type ReadonlySignal } from '@preact/signals';
import { errorValue, type ErrorValue } from '../domain/error';
import type { BootCounts } from '../storage/queries';
import { doors } from './doors';

/** How far the opening of the workspace has come. */
type Boot = { is: 'opening' } | { is: 'open'; counts: BootCounts } | { is: 'failed'; error: ErrorValue };

let stop = () => {};
const opening: Boot = { is: 'opening' };
const state = signal<Boot>(opening, {
  watched() {
    stop = doors().engine.watch(
      'boot',
      [],
      counts => {
        state.value = { is: 'open', counts };
      },
      error => {
        state.value = { is: 'failed', error: errorValue(error) };
      },
    );
  },
  unwatched() {
    stop();
  },
});

/** Whether nothing can be here yet: no workspace was ever opened in this browser, and nobody was hired since. */
export function isBlank(): boolean {
  const now = state.value;
  return doors().page.firstVisit && (now.is === 'opening' || (now.is === 'open' && now.counts.agents === 0));
}

/** Real counts as the workspace opens, or why it did not. */
export const boot: ReadonlySignal<Boot> = state;
