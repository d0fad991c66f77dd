import Dexie from 'dexie';
import type { Workspace } from './open';
import type { TableName } from './rows';

/** A reading that is kept for as long as none of its tables changes, in this tab or another. */
export interface Kept<Args extends readonly unknown[], Value> {
  read: (...args: Args) => Promise<Value>;
  /** Keeps nothing any more. */
  close: () => void;
}

/**
 * Keeps what `read` gives, by its arguments, until one of `tables` changes. A change made in another tab is heard of a
 * moment later: for what may be a moment old, never for what a transaction decides.
 */
export function whileUnchanged<Args extends readonly unknown[], Value>(
  ws: Workspace,
  tables: readonly TableName[],
  read: (...args: Args) => Promise<Value>,
): Kept<Args, Value> {
  const kept = new Map<string, Promise<Value>>();
  // Dexie names what has changed by database, table and index.
  const places = tables.map(table => `idb://${ws.db.name}/${table}/`);
  const forget = (changed: object) => {
    const isOurs = Object.keys(changed).some(part => part === 'all' || places.some(place => part.startsWith(place)));
    if (isOurs) kept.clear();
  };
  Dexie.on.storagemutated.subscribe(forget);
  return {
    read: (...args) => {
      const key = JSON.stringify(args);
      const known = kept.get(key) ?? read(...args);
      kept.set(key, known);
      known.catch(() => kept.delete(key));
      return known;
    },
    close: () => Dexie.on.storagemutated.unsubscribe(forget),
  };
}
