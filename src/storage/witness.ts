import type { ReplicaId } from '../domain/id';
import { chainHeads } from './chain';
import type { Workspace } from './open';
import type { ChainHead } from './rows';

/** Figures that only grow: kept elsewhere, they show that a database has lost rows (VAULT: Storage). */
export interface Figures {
  ledger: ChainHead[];
  /** The highest event id; absent before the first event. */
  lastEvent?: string;
  /** Whose figures they are, and whose place that took by a file: what was seen of the one before was left on purpose. */
  replica?: ReplicaId;
  before?: ReplicaId;
}

/** The workspace's figures now. */
export async function figures(ws: Workspace): Promise<Figures> {
  const [ledger, last, identity] = await Promise.all([
    chainHeads(ws),
    ws.db.event.orderBy(':id').last(),
    ws.db.device.get('identity'),
  ]);
  const now: Figures = { ledger };
  if (last) now.lastEvent = last.id;
  if (identity?.id !== 'identity') return now;
  now.replica = identity.replica;
  if (identity.before !== undefined) now.before = identity.before;
  return now;
}

/** Whether a workspace holds less than was witnessed. */
export function fellBehind(now: Figures, witnessed: Figures): boolean {
  if (now.before !== undefined && now.before === witnessed.replica) return false;
  const seqs = new Map(now.ledger.map(head => [head.replica, head.seq]));
  if (witnessed.ledger.some(head => (seqs.get(head.replica) ?? 0) < head.seq)) return true;
  return witnessed.lastEvent !== undefined && (now.lastEvent ?? '') < witnessed.lastEvent;
}
