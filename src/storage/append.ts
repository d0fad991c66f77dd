import type { CostEntryRow, RollupRow } from '../domain/cost-entry';
import { chainHead, linked } from './chain';
import type { Workspace } from './open';
import { addedTo, readRollups } from './rollups';
import type { DeviceRow } from './rows';

/** Sums kept at most between two bookings. */
const mostSums = 50;

/**
 * The sums that this writer wrote last, and the entry they are up to date with: they are read again once another writer has
 * gone on from there. Entries are many, and each request takes its time.
 */
const lastSums = new WeakMap<Workspace, { upTo: string; sums: Map<string, RollupRow> }>();

/**
 * Adds an entry to the ledger: as the next of this installation's chain, and to its sums. `before` is the figure it takes
 * the place of: its sums are those to change. To be called inside a transaction over `cost`, `rollup` and `device`.
 */
export async function appendEntry(
  ws: Workspace,
  entry: Omit<CostEntryRow, 'replica' | 'seq' | 'prev' | 'hash'>,
  before?: CostEntryRow,
): Promise<CostEntryRow> {
  const known = await ws.db.device.get('identity');
  const identity = known?.id === 'identity' ? known : undefined;
  // Another tab may just have replaced the workspace by a file: the id counts as it is now.
  const replica = identity?.replica ?? ws.replica;
  const [end, sums] = await Promise.all([
    identity?.end ?? chainHead(ws, replica),
    sumsFor(ws, before ?? entry, identity?.end?.hash),
  ]);
  const row = linked({ ...entry, replica }, end);
  const changed = sums.map(sum => addedTo(sum, row, before));
  await Promise.all([
    ws.db.cost.add(row),
    ws.db.rollup.bulkPut(changed),
    identity && ws.db.device.put(endingWith(identity, row)),
  ]);
  keepSums(ws, end?.hash, row.hash, changed);
  return row;
}

function endingWith(identity: Extract<DeviceRow, { id: 'identity' }>, { seq, hash }: CostEntryRow): DeviceRow {
  return { ...identity, end: { seq, hash } };
}

/** An entry's sums, as this writer wrote them where that was the last to be written. */
function sumsFor(ws: Workspace, place: Parameters<typeof readRollups>[1], end: string | undefined) {
  const last = lastSums.get(ws);
  return readRollups(ws, place, last?.upTo === end ? last?.sums : undefined);
}

function keepSums(ws: Workspace, from: string | undefined, to: string, changed: readonly RollupRow[]): void {
  const last = lastSums.get(ws);
  const sums = last && last.upTo === from && last.sums.size < mostSums ? last.sums : new Map<string, RollupRow>();
  for (const sum of changed) sums.set(sum.id, sum);
  lastSums.set(ws, { upTo: to, sums });
}
