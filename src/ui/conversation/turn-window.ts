/** Which turns are in the DOM: at most `mostTurns`, however long the conversation is. */
export interface TurnWindow {
  /** The last turn shown; absent: the end of the transcript, whatever comes. */
  endKey?: string;
  size: number;
}

export const mostTurns = 120;
const stepOfTurns = 40;
/** More than a screen holds, and few enough to be there at once. */
const turnsAtFirst = 12;

export const atTheEnd: TurnWindow = { size: mostTurns };

/** How a conversation opens; it grows to `atTheEnd` by `widened`. */
export const opening: TurnWindow = { size: turnsAtFirst };

/** Some older turns more; `undefined` when the window is as large as it gets. */
export function widened(window: TurnWindow, keys: readonly string[]): TurnWindow | undefined {
  if (window.size === mostTurns) return undefined;
  const isAll = rangeOf(window, keys).from === 0;
  return { ...window, size: isAll ? mostTurns : Math.min(mostTurns, window.size + turnsAtFirst) };
}

/** The first turn shown and the one after the last, as indices. */
export function rangeOf(window: TurnWindow, keys: readonly string[]): { from: number; to: number } {
  const at = window.endKey === undefined ? -1 : keys.indexOf(window.endKey);
  const to = at < 0 ? keys.length : at + 1;
  return { from: Math.max(0, to - window.size), to };
}

/** Moves towards older turns; `undefined` when the first loaded one is already shown. */
export function towardsOlder(window: TurnWindow, keys: readonly string[]): TurnWindow | undefined {
  const { from, to } = rangeOf(window, keys);
  if (from === 0) return undefined;
  const wider = widened(window, keys);
  if (wider) return wider;
  return endingAt(to - Math.min(stepOfTurns, from), keys);
}

/** Moves towards newer turns; `undefined` when the newest is already shown. */
export function towardsNewer(window: TurnWindow, keys: readonly string[]): TurnWindow | undefined {
  const { to } = rangeOf(window, keys);
  if (to === keys.length) return undefined;
  return endingAt(Math.min(keys.length, to + stepOfTurns), keys);
}

/** A window with the turn at `index` in its middle. */
export function windowAround(index: number, keys: readonly string[]): TurnWindow {
  return endingAt(Math.min(keys.length, Math.max(index + mostTurns / 2, mostTurns)), keys);
}

function endingAt(to: number, keys: readonly string[]): TurnWindow {
  const endKey = to === keys.length ? undefined : keys[to - 1];
  return endKey === undefined ? atTheEnd : { endKey, size: mostTurns };
}
