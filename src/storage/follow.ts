import { liveQuery } from 'dexie';
import { isLost, storageError } from './faults';

/** Milliseconds after which a query that met a lost connection is asked again: others open it meanwhile. */
const askAgainAfter = 500;

/** How often in a row that is done. */
const mostTries = 5;

/**
 * Runs `read` now and again whenever rows it read change, in any tab, also after the browser has dropped the connection
 * (Safari, in the background); returns what stops it. `read` reads rows first and opens bodies last, so that all it
 * depends on is seen.
 */
export function follow<Rows>(
  read: () => Promise<Rows>,
  next: (rows: Rows) => void,
  fail: (error: unknown) => void,
): () => void {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription = subscribe();

  function subscribe() {
    // Only what Dexie sees to be an async function is followed over the awaits of the functions it calls.
    return liveQuery(async () => read()).subscribe(rows => {
      tries = 0;
      next(rows);
    }, failed);
  }

  function failed(error: unknown): void {
    subscription.unsubscribe();
    if (!isLost(error) || ++tries > mostTries) return fail(storageError(error));
    timer = setTimeout(() => {
      subscription = subscribe();
    }, askAgainAfter);
  }

  return () => {
    clearTimeout(timer);
    subscription.unsubscribe();
  };
}
