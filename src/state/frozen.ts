import { signal, type ReadonlySignal } from '@preact/signals';
import { doors, type FrozenSpan } from './doors';

let stop = () => {};
const span = signal<FrozenSpan | undefined>(undefined, {
  watched() {
    stop = doors().page.watchFrozen(found => {
      span.value = found;
    });
  },
  unwatched() {
    stop();
    span.value = undefined;
  },
});

/** The last time the device had stopped this page while it was on screen, if it did. */
export const frozen: ReadonlySignal<FrozenSpan | undefined> = span;
