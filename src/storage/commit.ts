import Dexie from 'dexie';
import { AppError } from '../domain/error';
import type { Instant } from '../domain/id';
import { isLost, storageError } from './faults';
import type { Workspace } from './open';
import type { TableName } from './rows';

/** A connection lost twice within this many milliseconds is not reopened again. */
const calm = 10_000;

/** The last time a lost connection was opened again. */
interface Reopening {
  at: Instant;
  opened: Promise<unknown>;
}

const reopenings = new WeakMap<Workspace, Reopening>();

/**
 * One transaction over `tables`. Inside only Dexie's verbs are awaited (DATA: Transactions 1). A lost connection is
 * opened again and the work done once more, which it is told: it must be idempotent by ids made outside. Throws `AppError`
 * `storage-…`, and what the work itself throws; either way nothing was written.
 */
export async function commit<Result>(
  ws: Workspace,
  tables: readonly TableName[],
  work: (again: boolean) => Promise<Result>,
): Promise<Result> {
  // Only what Dexie sees to be an async function keeps its transaction over the awaits of the functions it calls.
  const attempt = (again: boolean) => ws.db.transaction('rw', [...new Set(tables)], async () => work(again));
  if (Dexie.currentTransaction) return attempt(false);
  const before = reopenings.get(ws);
  try {
    return await attempt(false);
  } catch (error) {
    const reopening = isLost(error) ? openedSince(ws, before) : undefined;
    if (!reopening) throw storageError(error);
    return await onceOpened(reopening, attempt);
  }
}

async function onceOpened<Result>(
  { opened }: Reopening,
  attempt: (again: boolean) => PromiseLike<Result>,
): Promise<Result> {
  try {
    await opened;
    return await attempt(true);
  } catch (error) {
    throw isLost(error) ? new AppError('storage-lost', { cause: error }) : storageError(error);
  }
}

/**
 * Opens a lost connection again, once for all that was under way on it: what began after `before` has opened it waits for
 * the same. Nothing where it is not worth another try: we closed it ourselves, or it was lost twice in a row.
 */
function openedSince(ws: Workspace, before: Reopening | undefined): Reopening | undefined {
  const last = reopenings.get(ws);
  if (last !== before) return last;
  const at = ws.now();
  if (ws.closed || (last && at - last.at <= calm)) return undefined;
  ws.db.close({ disableAutoOpen: false });
  const reopening = { at, opened: Promise.resolve(ws.db.open()) };
  reopenings.set(ws, reopening);
  return reopening;
}
