import { hexToBytes } from '@noble/hashes/utils.js';
import Dexie from 'dexie';
import type { Id, Instant } from '../domain/id';
import { commit } from './commit';
import { connectionsAtOurAddress } from './key-choices';
import { fileTables } from './join';
import { currentEpoch, currentReplica } from './lease';
import { databaseName, databasePrefix, newIdentity, type Workspace } from './open';
import { rebuildRuns } from './rebuild';
import { rebuildRollups } from './rollups';
import type { DeviceRow } from './rows';
import { tableNames } from './schema';
import { dropStaged, stagedPages } from './staging';
import type { WorkspaceIndex } from './workspaces';

/**
 * Puts a staged file in the place of everything in the workspace, in one transaction. This installation gets a new
 * replica id (its old chain may go on elsewhere) and every lead is over. Keys stay with connections that are still there
 * under the same address; grants do not. Returns how many rows there are now. Other tabs must open the workspace anew.
 */
export async function replaceByStaged(ws: Workspace, importId: string, salts: string[]): Promise<number> {
  const identity = { ...newIdentity(ws.random, salts), before: ws.replica };
  const kept = await connectionsAtOurAddress(ws, importId);
  let rows = 0;
  await commit(ws, tableNames, async again => {
    // Done already: what was staged is gone, and nothing would come back.
    if (again && (await currentReplica(ws)) === identity.replica) return;
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
    await ws.db.key.where('id').noneOf(kept).delete();
    await ws.db.device.bulkPut([identity, { id: 'lead', epoch }]);
    rows = await fillFromStaged(ws, importId, ws);
    await dropStaged(ws, importId);
  });
  ws.replica = identity.replica;
  ws.stamps.replica = identity.replica;
  ws.salt = hexToBytes(identity.salts[0] ?? '');
  return rows;
}

/**
 * Fills a workspace that was just made from a file staged in another: two databases have no transaction together, so it
 * is marked until it is `whole`. Returns how many rows it got.
 */
export async function fillNew(from: Workspace, importId: string, to: Workspace, salts: string[]): Promise<number> {
  await to.db.device.bulkPut([
    { id: 'identity', replica: to.replica, salts },
    { id: 'filling', since: to.now() },
  ]);
  return fillFromStaged(from, importId, to);
}

/** Takes the mark away, once the list names the workspace: one that neither names is never found again. */
export const markWhole = (ws: Workspace): Promise<void> => ws.db.device.delete('filling');

/** Milliseconds after which a workspace that is still marked never will be whole. */
const longestFilling = 60 * 60_000;

/** Deletes what a tab that was closed in the middle of `fillNew` has left. No list names it. */
export async function dropHalfFilled(index: WorkspaceIndex, { scope, now }: Pick<Workspace, 'scope' | 'now'>) {
  const prefix = databasePrefix(scope);
  const listed = new Set((await index.list()).map(({ id }) => databaseName(scope, id)));
  const names = (await Dexie.getDatabaseNames()).filter(name => name.startsWith(prefix) && !listed.has(name));
  for (const name of names)
    if (now() - (await fillingSince(name)) > longestFilling)
      await index.erase(name.slice(prefix.length) as Id<'workspace'>);
}

async function fillingSince(name: string): Promise<Instant> {
  const db = await new Dexie(name).open();
  try {
    const device = db.tables.find(table => table.name === 'device');
    const mark: DeviceRow | undefined = await device?.get('filling');
    return mark?.id === 'filling' ? mark.since : Infinity;
  } finally {
    db.close();
  }
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
