import { useEffect } from 'preact/hooks';
import { offer, type Action } from '../state/actions';

/** Offers a component's actions while it is on screen. `make` runs again when `depends` change. */
export function useActions(make: () => readonly Action[], depends: readonly unknown[] = []): void {
  useEffect(() => offer(make()), [...depends]);
}
