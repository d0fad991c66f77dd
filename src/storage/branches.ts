import type { Id } from '../domain/id';
import type { RunRow } from '../domain/run';
import { messageRow } from './messages';
import type { Workspace } from './open';

/**
 * Whether a run waits for its turn with the message it begins with: what another run writes before it slips in above that
 * message (docs/decisions/0007).
 */
export function waitsItsTurn(run: RunRow): boolean {
  return run.phase === 'queued' && run.message === run.tip && !run.cancelling;
}

/**
 * Which of the open runs of one conversation write to the branch that ends at `leaf`: those that stand at its end, or
 * above messages that wait there.
 */
export async function runsAtEnd(ws: Workspace, leaf: Id<'message'>, runs: readonly RunRow[]): Promise<RunRow[]> {
  const unread = unreadOf(runs);
  const end = new Set<Id<'message'>>();
  for (let at: Id<'message'> | undefined = leaf; at !== undefined && !end.has(at);) {
    end.add(at);
    at = unread.has(at) ? (await ws.db.message.get(at))?.parent : undefined;
  }
  return runs.filter(run => end.has(run.tip));
}

/** The end of the branch a run writes to: where it stands, or the last of the messages that wait below. */
export async function endBelow(ws: Workspace, tip: Id<'message'>, runs: readonly RunRow[]): Promise<Id<'message'>> {
  const { conversation } = await messageRow(ws, tip);
  const unread = unreadOf(runs.filter(run => run.conversation === conversation));
  const below = new Map<Id<'message'>, Id<'message'>>();
  for (const id of unread) {
    const parent = (await ws.db.message.get(id))?.parent;
    // A message that is answered once more hangs at its parent as it did: it does not wait there.
    if (parent && id !== tip) below.set(parent, id);
  }
  let end = tip;
  for (let next = below.get(end); next !== undefined && next !== tip; next = below.get(end)) end = next;
  return end;
}

/** Messages that no run has read yet. */
function unreadOf(runs: readonly RunRow[]): Set<Id<'message'>> {
  return new Set(runs.flatMap(run => [...(waitsItsTurn(run) ? [run.message] : []), ...run.steering]));
}
