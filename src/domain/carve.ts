import { reservedIn, type SetAside } from './budget';
import type { NanoUsd } from './money';

/** What was spent in a window, by its id. */
export type SpentIn = (window: string) => NanoUsd;

/**
 * What is held in a window for the work of whole runs, beside what is set aside for calls: of each such amount only the
 * rest that its run has neither spent nor set aside nor handed on to a run of its own. Nothing is counted twice.
 */
export function heldIn(window: string, reservations: readonly SetAside[], spent: SpentIn): NanoUsd {
  const holds = reservations.filter(
    ({ own, windows }) => own !== undefined && own !== window && windows?.includes(window),
  );
  return holds.reduce((sum, hold) => sum + restOf(hold, reservations, spent), 0);
}

function restOf({ own = '', ceiling }: SetAside, reservations: readonly SetAside[], spent: SpentIn): NanoUsd {
  const used = spent(own) + reservedIn(own, reservations) + heldIn(own, reservations, spent);
  return Math.max(0, ceiling - used);
}
