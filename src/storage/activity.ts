import type { ActivityRow } from '../domain/activity';
import { commit } from './commit';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { envelope, freshId } from './write';

/** Adds a line to the feed; to be called inside a transaction over `activity` and `device`. */
export async function addActivity(ws: Workspace, happened: ActivityRow['happened']): Promise<void> {
  const replica = await currentReplica(ws);
  await ws.db.activity.add({ ...envelope(ws, freshId<'activity'>(ws)), replica, happened });
}

/** Notes that a file was taken in; one that changed nothing is not worth a line. */
export async function noteImport(ws: Workspace, rows: number): Promise<void> {
  if (rows > 0) await commit(ws, ['activity', 'device'], () => addActivity(ws, { kind: 'workspace-imported', rows }));
}
