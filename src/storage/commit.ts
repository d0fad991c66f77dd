import Dexie from 'dexie';
import { AppError } from '../domain/error';
import { isLost, storageError } from './faults';
import type { Workspace } from './open';
import type { TableName } from './rows';

/** A connection lost twice within this many milliseconds is not reopened again. */
const calm = 10_000;

const lastLost = new WeakMap<Workspace, number>();

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
  try {
    return await attempt(false);
  } catch (error) {
    if (!isLost(error) || !mayReopen(ws)) throw storageError(error);
    return await reopened(ws, attempt);
  }
}

async function reopened<Result>(ws: Workspace, attempt: (again: boolean) => PromiseLike<Result>): Promise<Result> {
  try {
    ws.db.close({ disableAutoOpen: false });
    await ws.db.open();
    return await attempt(true);
  } catch (error) {
    throw isLost(error) ? new AppError('storage-lost', { cause: error }) : storageError(error);
  }
}

/** Whether a lost connection is worth another try: not when we closed it ourselves, nor twice in a row. */
function mayReopen(ws: Workspace): boolean {
  const before = lastLost.get(ws);
  const now = ws.now();
  lastLost.set(ws, now);
  return !ws.closed && (before === undefined || now - before > calm);
}
