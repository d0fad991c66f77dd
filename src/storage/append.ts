import type { CostEntryRow } from '../domain/cost-entry';
import { present } from '../lib/entries';
import { emptyRows, withEntry } from './book-sums';
import { chainHead, linked } from './chain';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { sumsEnd, type SumsRow } from './sums-row';

/** Rows of sums kept at most between two bookings. */
const mostSums = 50;

/**
 * The sums that this writer wrote last, and the entry they are up to date with: they are read again once another writer has
 * gone on from there. Entries are many, and each request takes its time.
 */
const lastSums = new WeakMap<Workspace, { upTo: string; rows: Map<string, SumsRow> }>();

/**
 * Adds an entry to the ledger: as the next of this installation's chain, and to its sums. `before` is the figure it takes
 * the place of: its sums are those to change. To be called inside a transaction over `cost`, `rollup` and `device`.
 */
export async function appendEntry(
  ws: Workspace,
  entry: Omit<CostEntryRow, 'replica' | 'seq' | 'prev' | 'hash'>,
  before?: CostEntryRow,
): Promise<CostEntryRow> {
  const upTo = (await ws.db.rollup.get(sumsEnd))?.upTo;
  const place = before ?? entry;
  const kept = rowsUpTo(ws, upTo?.hash);
  const empty = emptyRows(place);
  // What is known is not waited for: inside a transaction each turn of waiting takes its time.
  const missing = empty.map(({ id }) => id).filter(id => !kept?.has(id));
  const read = missing.length === 0 ? [] : present(await ws.db.rollup.bulkGet(missing));
  const { replica, end } = upTo ? { replica: upTo.replica, end: upTo } : await readEnd(ws);
  const row = linked({ ...entry, replica }, end);
  const changed = empty.map(one => {
    const sums = kept?.get(one.id) ?? read.find(({ id }) => id === one.id) ?? one;
    return withEntry(sums, place.dayLocal, row, before);
  });
  const { seq, hash } = row;
  await Promise.all([
    ws.db.cost.add(row),
    ws.db.rollup.bulkPut([...changed, { id: sumsEnd, upTo: { replica, seq, hash } }]),
  ]);
  keepSums(ws, end?.hash, row.hash, changed);
  return row;
}

/** Where the next entry goes. Whoever replaces the workspace by a file clears the sums: the id counts as it is now. */
async function readEnd(ws: Workspace) {
  const replica = await currentReplica(ws);
  return { replica, end: await chainHead(ws, replica) };
}

/** The rows that this writer wrote, where it was the last to write. */
function rowsUpTo(ws: Workspace, end: string | undefined): ReadonlyMap<string, SumsRow> | undefined {
  const last = lastSums.get(ws);
  return last?.upTo === end ? last?.rows : undefined;
}

function keepSums(ws: Workspace, from: string | undefined, to: string, changed: readonly SumsRow[]): void {
  const last = lastSums.get(ws);
  const rows = last && last.upTo === from && last.rows.size < mostSums ? last.rows : new Map<string, SumsRow>();
  for (const row of changed) rows.set(row.id, row);
  lastSums.set(ws, { upTo: to, rows });
}
