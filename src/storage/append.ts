import type { CostEntryRow } from '../domain/cost-entry';
import { present } from '../lib/entries';
import { emptyRows, withEntry } from './book-sums';
import { chainHead, linked } from './chain';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { sumsEnd, withSince, type SumsRow } from './sums-row';

/** Rows of sums whose newest part lies apart, at most. */
const mostSince = 12;

/**
 * Adds an entry to the ledger: as the next of this installation's chain, and to its sums. `before` is the figure it takes
 * the place of: its sums are those to change. To be called inside a transaction over `cost`, `rollup` and `device`. It
 * makes three requests of the database, since each takes its time: seldom two more and a write of each row of sums.
 */
export async function appendEntry(
  ws: Workspace,
  entry: Omit<CostEntryRow, 'replica' | 'seq' | 'prev' | 'hash'>,
  before?: CostEntryRow,
): Promise<CostEntryRow> {
  const { upTo, since = [] } = (await ws.db.rollup.get(sumsEnd)) ?? {};
  const { replica, end } = upTo ? { replica: upTo.replica, end: upTo } : await readEnd(ws);
  const row = linked({ ...entry, replica }, end);
  const place = before ?? entry;
  const added = emptyRows(place).map(empty => withEntry(empty, place.dayLocal, row, before));
  const now = withSince(since, added);
  const isFull = now.length > mostSince || now.some(({ days = {} }) => Object.keys(days).length > 1);
  const { seq, hash } = row;
  await Promise.all([
    ws.db.cost.add(row),
    ws.db.rollup.put({ id: sumsEnd, upTo: { replica, seq, hash }, since: isFull ? added : now }),
  ]);
  if (isFull) await settle(ws, since);
  return row;
}

/** Where the next entry goes. Whoever replaces the workspace by a file clears the sums: the id counts as it is now. */
async function readEnd(ws: Workspace) {
  const replica = await currentReplica(ws);
  return { replica, end: await chainHead(ws, replica) };
}

/** Puts what lay apart into the rows it belongs to. */
async function settle(ws: Workspace, since: readonly SumsRow[]): Promise<void> {
  const rows = await ws.db.rollup.bulkGet(since.map(({ id }) => id));
  await ws.db.rollup.bulkPut(withSince(present(rows), since));
}
