import type { ActivityRow } from '../domain/activity';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { add, envelope, freshId } from './write';

/** Adds a line to the feed; to be called inside a transaction over `activity` and `device`. */
export async function addActivity(ws: Workspace, happened: ActivityRow['happened']): Promise<void> {
  const replica = await currentReplica(ws);
  await add(ws, 'activity', { ...envelope(ws, freshId<'activity'>(ws)), replica, happened });
}
