import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { KeyInfo } from '../domain/ports';
import { listKeys, vaultStatus } from './vault';

let stop = () => {};
const kept = signal<readonly KeyInfo[] | undefined>(undefined, {
  watched() {
    stop = effect(() => {
      // Whatever was done to a key is told with the status.
      if (!vaultStatus.value) return undefined;
      let current = true;
      const take = (keys: readonly KeyInfo[] | undefined) => {
        if (current) kept.value = keys;
      };
      listKeys().then(take, () => take(undefined));
      return () => {
        current = false;
      };
    });
  },
  unwatched() {
    stop();
    kept.value = undefined;
  },
});

/**
 * The keys that the vault has. Nothing while it does not say, as when it is locked. A connection may name one that is gone:
 * forgotten with the last tab, or erased.
 */
export const keptKeys: ReadonlySignal<readonly KeyInfo[] | undefined> = kept;
