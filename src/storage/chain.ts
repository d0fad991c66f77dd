import Dexie from 'dexie';
import type { CostEntryRow } from '../domain/cost-entry';
import type { ReplicaId } from '../domain/id';
import { canonicalHash } from '../lib/canonical-hash';
import type { Workspace } from './open';
import type { ChainHead } from './rows';

/** What the first entry of a chain points at. */
export const genesis = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the canonical bytes of all its fields but `hash`, lower-case hex. */
export function entryHash(entry: Omit<CostEntryRow, 'hash'>): string {
  const { hash: _, ...rest }: Omit<CostEntryRow, 'hash'> & { hash?: string } = entry;
  return canonicalHash(rest);
}

/** An entry as the next of its replica's chain, which ends at `head`; to be added in the transaction that read the end. */
export function linked(
  entry: Omit<CostEntryRow, 'seq' | 'prev' | 'hash'>,
  head: Pick<ChainHead, 'seq' | 'hash'> | undefined,
): CostEntryRow {
  const row = { ...entry, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? genesis };
  return { ...row, hash: entryHash(row) };
}

/** Where a replica's chain ends. */
export async function chainHead(ws: Workspace, replica: ReplicaId): Promise<ChainHead | undefined> {
  const last = await ws.db.cost.where('[replica+seq]').between([replica, Dexie.minKey], [replica, Dexie.maxKey]).last();
  return last && { replica, seq: last.seq, hash: last.hash };
}

/** Where every chain ends, by replica. */
export async function chainHeads(ws: Workspace): Promise<ChainHead[]> {
  const replicas = await ws.db.cost.orderBy('replica').uniqueKeys();
  const heads: ChainHead[] = [];
  for (const replica of replicas) {
    const head = typeof replica === 'string' ? await chainHead(ws, replica) : undefined;
    if (head) heads.push(head);
  }
  return heads;
}
