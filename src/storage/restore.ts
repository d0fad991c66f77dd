import { hexToBytes } from '@noble/hashes/utils.js';
import type { Id } from '../domain/id';
import { commit } from './commit';
import { compareAddresses } from './key-choices';
import { fileTables } from './join';
import { currentEpoch } from './lease';
import { newIdentity, type Workspace } from './open';
import { rebuildRuns } from './rebuild';
import { rebuildRollups } from './rollups';
import { tableNames } from './schema';
import { dropStaged, stagedPages } from './staging';

/**
 * Puts a staged file in the place of everything in the workspace, in one transaction. This installation gets a new
 * replica id (its old chain may go on elsewhere) and every lead is over. Keys stay with connections that are still there
 * under the same address; grants do not. Returns how many rows there are now. Other tabs must open the workspace anew.
 */
export async function replaceByStaged(ws: Workspace, importId: string, salts: string[]): Promise<number> {
  const identity = { ...newIdentity(ws.random, salts), before: ws.replica };
  const keys = await compareAddresses(ws, importId);
  const rows = await commit(ws, tableNames, async () => {
    const epoch = (await currentEpoch(ws)) + 1;
    for (const name of [
      ...fileTables(),
      'grant',
      'run',
      'act',
      'request',
      'rollup',
      'budget-window',
      'draft',
      'unsent',
      'attachment',
      'bill',
      'reservation',
      'quarantine',
    ] as const) {
      await ws.db.table(name).clear();
    }
    await ws.db.key.where('id').noneOf(keys.same).delete();
    await ws.db.device.bulkPut([identity, { id: 'lead', epoch }]);
    const put = await fillFromStaged(ws, importId, ws);
    await dropStaged(ws, importId);
    return put;
  });
  ws.replica = identity.replica;
  ws.stamps.replica = identity.replica;
  ws.salt = hexToBytes(identity.salts[0] ?? '');
  return rows;
}

/** Fills a workspace that was just made from a file staged in another. Returns how many rows it got. */
export async function fillNew(from: Workspace, importId: string, to: Workspace, salts: string[]): Promise<number> {
  await to.db.device.put({ id: 'identity', replica: to.replica, salts });
  return fillFromStaged(from, importId, to);
}

async function fillFromStaged(from: Workspace, importId: string, to: Workspace): Promise<number> {
  let rows = 0;
  const runs = new Set<Id<'run'>>();
  for (const table of fileTables()) {
    for await (const page of stagedPages(from, importId, table)) {
      await to.db.table<object, string>(table).bulkPut(page);
      rows += page.length;
      if (table === 'event') for (const row of page) if ('run' in row && 'number' in row) runs.add(row.run);
    }
  }
  await rebuildRuns(to, runs);
  await rebuildRollups(to);
  return rows;
}
