import type { Id } from '../domain/id';
import { commit } from './commit';
import type { Workspace } from './open';

/** Milliseconds after which a list tells of another day: models come and go, and prices change. */
const keptFor = 24 * 3_600_000;

/**
 * Connections with a key here whose list is older than a day. They are taken at once, so that no other tab reads them
 * too, and a server that does not answer is asked no more before tomorrow.
 */
export function takeOldLists(ws: Workspace): Promise<Id<'connection'>[]> {
  return commit(ws, ['connection', 'key', 'models'], async () => {
    const now = ws.now();
    // A clock that was set back makes no list last for ever.
    const isOld = (at: number) => Math.abs(now - at) > keptFor;
    const old = (await ws.db.models.toArray()).filter(row => isOld(row.listedAt) && isOld(row.askedAt ?? 0));
    const ids = old.map(row => row.id);
    const [connections, keys] = await Promise.all([ws.db.connection.bulkGet(ids), ws.db.key.bulkGet(ids)]);
    const taken = old.filter((_, at) => keys[at] && connections[at] && !connections[at].gone);
    await ws.db.models.bulkPut(taken.map(row => ({ ...row, askedAt: now })));
    return taken.map(row => row.id);
  });
}
