import { signal, type ReadonlySignal } from '@preact/signals';
import type { EngineStatus } from '../engine/door';
import { doors } from './doors';

let stop = () => {};
const state = signal<EngineStatus | undefined>(undefined, {
  watched() {
    stop = doors().engine.watchEngine(next => {
      state.value = next;
    });
  },
  unwatched() {
    stop();
  },
});

/** Which workspace is open, who leads, whether there is a network. */
export const engineStatus: ReadonlySignal<EngineStatus | undefined> = state;
