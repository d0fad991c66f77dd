import type { Id } from '../domain/id';
import type { Workspace } from './open';
import { open } from './seal';
import { stagedPages } from './staging';

/**
 * The connections of a staged file that lead where ours of the same id do: keys chosen on this device may stay with them.
 * A file must not send a key elsewhere. Before the transaction, as it opens bodies.
 */
export async function connectionsAtOurAddress(ws: Workspace, importId: string): Promise<Id<'connection'>[]> {
  const same: Id<'connection'>[] = [];
  for await (const page of stagedPages(ws, importId, 'connection')) {
    const ours = await ws.db.connection.bulkGet(page.map(row => row.id));
    for (const [index, theirs] of page.entries()) {
      const own = ours[index];
      if (own && (await open(own.body)).baseUrl === (await open(theirs.body)).baseUrl) same.push(own.id);
    }
  }
  return same;
}
