import { chainHeads } from './chain';
import type { Workspace } from './open';
import type { ChainHead } from './rows';

/** Figures that only grow: kept elsewhere, they show that a database has lost rows (VAULT: Storage). */
export interface Figures {
  ledger: ChainHead[];
  /** The highest event id; absent before the first event. */
  lastEvent?: string;
}

/** The workspace's figures now. */
export async function figures(ws: Workspace): Promise<Figures> {
  const [ledger, last] = await Promise.all([chainHeads(ws), ws.db.event.orderBy(':id').last()]);
  return last ? { ledger, lastEvent: last.id } : { ledger };
}

/** Whether a workspace holds less than was witnessed. */
export function fellBehind(now: Figures, witnessed: Figures): boolean {
  const seqs = new Map(now.ledger.map(head => [head.replica, head.seq]));
  if (witnessed.ledger.some(head => (seqs.get(head.replica) ?? 0) < head.seq)) return true;
  return witnessed.lastEvent !== undefined && (now.lastEvent ?? '') < witnessed.lastEvent;
}
