import Dexie from 'dexie';
import type { Workspace } from './open';
import type { TableName } from './rows';

/** A reading that is kept for as long as none of its tables changes, in this tab or another. */
export interface Kept<Args extends readonly unknown[], Value> {
  read: (...args: Args) => Promise<Value>;
  /** Keeps nothing any more. */
  close: () => void;
}

type Forget = (table: string) => void;

/** By database. One listener for all of them: Dexie calls its own one inside the other. */
const forgetters = new Map<string, Set<Forget>>();

Dexie.on.storagemutated.subscribe(changed => {
  for (const part of Object.keys(changed)) {
    const { database, table } = placeOf(part);
    for (const forget of forgetters.get(database) ?? []) forget(table);
  }
});

/** What Dexie says has changed, as `idb://database/table/index`. */
function placeOf(part: string): { database: string; table: string } {
  const end = part.lastIndexOf('/');
  const middle = part.lastIndexOf('/', end - 1);
  return { database: part.slice('idb://'.length, middle), table: part.slice(middle + 1, end) };
}

/**
 * Keeps what `read` gives, by its arguments, until one of `tables` changes. A change made in another tab is heard of a
 * moment later: for what may be a moment old, never for what a transaction decides.
 */
export function whileUnchanged<Args extends readonly unknown[], Value>(
  { db }: Workspace,
  tables: readonly TableName[],
  read: (...args: Args) => Promise<Value>,
): Kept<Args, Value> {
  const kept = new Map<string, Promise<Value>>();
  const own = forgetters.get(db.name) ?? new Set<Forget>();
  const forget = (table: string) => {
    if (tables.some(one => one === table)) kept.clear();
  };
  forgetters.set(db.name, own.add(forget));
  return {
    read: (...args) => {
      const key = JSON.stringify(args);
      const known = kept.get(key) ?? read(...args);
      kept.set(key, known);
      known.catch(() => kept.delete(key));
      return known;
    },
    close: () => {
      own.delete(forget);
      if (own.size === 0) forgetters.delete(db.name);
    },
  };
}
