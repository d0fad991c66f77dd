import { useLayoutEffect } from 'preact/hooks';
import { offer, type Action } from '../state/actions';

/**
 * Offers a component's actions while it is on screen: from the moment it is seen, so that no key goes elsewhere. `make` runs
 * again when `depends` change.
 */
export function useActions(make: () => readonly Action[], depends: readonly unknown[] = []): void {
  useLayoutEffect(() => offer(make()), [...depends]);
}
