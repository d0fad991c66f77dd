import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type Dexie from 'dexie';
import { AppError } from '../domain/error';
import type { StampSource } from '../domain/hlc';
import type { Id, RandomBytes, ReplicaId } from '../domain/id';
import type { Now } from '../domain/ports';
import { WorkspaceDatabase } from './database';
import { storageError } from './faults';
import type { DeviceRow } from './rows';
import { schemaVersion } from './schema';

/** An open workspace, with all that its rows are made from. */
export interface Workspace {
  readonly id: Id<'workspace'>;
  readonly scope: string;
  readonly db: WorkspaceDatabase;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly stamps: StampSource;
  /** This installation's own; changes when a file replaces the workspace. */
  replica: ReplicaId;
  /** Keys the hashes of payloads. */
  salt: Uint8Array;
  /** We let go of the database on purpose: it must not be opened again. */
  closed: boolean;
}

export interface OpenOptions {
  /** The path this app is served under: neighbours on the same origin stay apart. */
  scope: string;
  id: Id<'workspace'>;
  now: Now;
  random: RandomBytes;
  /** The database was closed under us: a newer version of the app, or another tab, needs it. */
  onClosed?: (why: 'upgrade' | 'erased') => void;
}

/** Milliseconds another tab may hold a database that is to be opened or deleted before that is said. */
const blockedPatience = 5_000;

/** What the databases of a scope's workspaces begin with; the workspace's id follows. */
export const databasePrefix = (scope: string) => `retinue:${scope}:workspace:`;

/** The name of a workspace's database. */
export const databaseName = (scope: string, id: Id<'workspace'>) => `${databasePrefix(scope)}${id}`;

/**
 * Opens a workspace; an unknown id makes an empty one with its own replica id and payload salt. Throws `AppError`
 * `storage-blocked` when another tab keeps an older version open, `storage-newer` when the database was written by a
 * newer app, else what `storageError` says.
 */
export async function openWorkspace(options: OpenOptions): Promise<Workspace> {
  const { scope, id, now, random } = options;
  const db = new WorkspaceDatabase(databaseName(scope, id));
  await refuseNewer(db.name);
  await openPatiently(db);
  const { replica, salt } = await identify(db, random).catch((error: unknown) => {
    // Left open it would hold up whoever tries again.
    db.close({ disableAutoOpen: true });
    throw storageError(error);
  });
  const stamps = { replica, writer: bytesToHex(random(2)), last: '' };
  const workspace: Workspace = { id, scope, db, now, random, replica, salt, stamps, closed: false };
  db.on('versionchange', ({ newVersion }) => {
    closeWorkspace(workspace);
    options.onClosed?.(newVersion === null ? 'erased' : 'upgrade');
    return false;
  });
  return workspace;
}

/** Lets go of the database, once its running transactions are over. */
export function closeWorkspace(workspace: Workspace): void {
  workspace.closed = true;
  workspace.db.close({ disableAutoOpen: true });
}

async function openPatiently(db: Dexie): Promise<void> {
  try {
    await unlessBlocked(db, db.open());
  } catch (error) {
    db.close({ disableAutoOpen: true });
    throw storageError(error);
  }
}

/**
 * Waits as long as it takes: a slow disk, or an upgrade that another tab is at, is no reason to give up. Throws
 * `storage-blocked` only where another tab was asked to let go of `db` and has not.
 */
export async function unlessBlocked<Result>(db: Dexie, work: PromiseLike<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      timer ??= setTimeout(() => reject(new AppError('storage-blocked', { retryable: true })), blockedPatience);
    });
  });
  try {
    return await Promise.race([work, blocked]);
  } finally {
    clearTimeout(timer);
  }
}

/** Dexie would open what a newer app has upgraded, and even add what it misses: its version is looked at first. */
async function refuseNewer(name: string): Promise<void> {
  const databases = await indexedDB.databases().catch(error => {
    throw storageError(error);
  });
  const found = databases.find(database => database.name === name);
  // Dexie counts in tens of IndexedDB's versions.
  if (Math.floor((found?.version ?? 0) / 10) > schemaVersion) throw new AppError('storage-newer');
}

/** Who this installation is; drawn once. */
async function identify(db: WorkspaceDatabase, random: RandomBytes): Promise<{ replica: ReplicaId; salt: Uint8Array }> {
  const drawn = newIdentity(random);
  const identity = await db.transaction('rw', db.device, async () => {
    const known = await db.device.get('identity');
    if (known?.id === 'identity') return known;
    await db.device.add(drawn);
    return drawn;
  });
  return { replica: identity.replica, salt: hexToBytes(identity.salts[0] ?? '') };
}

/** A fresh replica id; keeps `salts` where they are given. */
export function newIdentity(random: RandomBytes, salts?: string[]): Extract<DeviceRow, { id: 'identity' }> {
  return { id: 'identity', replica: bytesToHex(random(4)), salts: salts ?? [bytesToHex(random(32))] };
}
