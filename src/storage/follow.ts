import { liveQuery } from 'dexie';
import { storageError } from './faults';

/**
 * Runs `read` now and again whenever rows it read change, in any tab; returns what stops it. `read` reads rows first and
 * opens bodies last, so that all it depends on is seen.
 */
export function follow<Rows>(
  read: () => Promise<Rows>,
  next: (rows: Rows) => void,
  fail: (error: unknown) => void,
): () => void {
  // Only what Dexie sees to be an async function is followed over the awaits of the functions it calls.
  const subscription = liveQuery(async () => read()).subscribe(next, error => fail(storageError(error)));
  return () => subscription.unsubscribe();
}
