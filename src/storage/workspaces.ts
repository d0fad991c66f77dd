import Dexie, { type Table } from 'dexie';
import { newId, type Id, type Instant, type RandomBytes } from '../domain/id';
import type { Now } from '../domain/ports';
import { storageError } from './faults';
import { databaseName, databasePrefix, unlessBlocked } from './open';
import { dropPayloadFiles, dropScopeFiles } from './payload-files';
import { dropWitness } from './witness-file';

/** One workspace of this device. */
interface WorkspaceEntry {
  id: Id<'workspace'>;
  name: string;
  createdAt: Instant;
  openedAt: Instant;
}

/** The small database that lists the workspaces of one scope. */
export interface WorkspaceIndex {
  /** The one opened last comes first. */
  list(): Promise<WorkspaceEntry[]>;
  /** `id`: a workspace whose line was lost. */
  create(name: string, id?: Id<'workspace'>): Promise<Id<'workspace'>>;
  rename(id: Id<'workspace'>, name: string): Promise<void>;
  /** Notes that a workspace was opened now. */
  opened(id: Id<'workspace'>): Promise<void>;
  /** Deletes the workspace's line and database, then its files. Throws `storage-blocked` while another tab will not let go; then it stays. */
  erase(id: Id<'workspace'>): Promise<void>;
  /** Deletes every database of this scope with its files, this one last. */
  eraseAll(): Promise<void>;
  close(): void;
}

/** Opens the list of workspaces of one scope. */
export async function openIndex(options: { scope: string; now: Now; random: RandomBytes }): Promise<WorkspaceIndex> {
  const { scope, now, random } = options;
  const db = new Dexie(`retinue:${scope}:index`, { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ workspace: 'id, openedAt' });
  await db.open().catch(error => {
    throw storageError(error);
  });
  const table: Table<WorkspaceEntry, Id<'workspace'>> = db.table('workspace');

  return {
    list: () => table.orderBy('openedAt').reverse().toArray(),
    async create(name, id = newId<'workspace'>(now(), random)) {
      await table.add({ id, name, createdAt: now(), openedAt: now() });
      return id;
    },
    async rename(id, name) {
      await table.update(id, { name });
    },
    async opened(id) {
      await table.update(id, { openedAt: now() });
    },
    async erase(id) {
      const line = await table.get(id);
      // Before a tab that had it open loads anew: found in the list, it would be made again, empty.
      await table.delete(id);
      try {
        await deleteDatabase(databaseName(scope, id));
      } catch (error) {
        if (line) await table.put(line);
        throw error;
      }
      await dropPayloadFiles({ scope, id });
      await dropWitness(scope, id);
    },
    async eraseAll() {
      const prefix = databasePrefix(scope);
      const names = (await Dexie.getDatabaseNames()).filter(name => name.startsWith(prefix));
      const listed = await table.toArray();
      for (const name of new Set([...names, ...listed.map(({ id }) => databaseName(scope, id))]))
        await deleteDatabase(name);
      await dropScopeFiles(scope);
      db.close();
      await deleteDatabase(db.name);
    },
    close: () => db.close(),
  };
}

async function deleteDatabase(name: string): Promise<void> {
  const db = new Dexie(name, { addons: [] });
  await unlessBlocked(db, db.delete());
}
