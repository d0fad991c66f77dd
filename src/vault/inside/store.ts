import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/id';
import type { KeyId, LockLimits, Receipt } from '../../domain/ports';
import type { Header } from './header';
import type { KeyRecord } from './keys';
import type { SignedOrigins } from './signed-origins';

/** A receipt as it is kept: with the key it used, for the caps. */
export type ReceiptRow = Omit<Receipt, 'id'> & { id?: number; key?: KeyId };

/** What this device remembers between workers; nothing in it opens anything. */
export interface DeviceRow extends LockLimits {
  screenLocked: boolean;
  halted: boolean;
  wrongTries: number;
  waitUntil?: Instant;
}

interface VaultSchema extends DBSchema {
  /** `previous` exists only while a rewrite has not been read back. */
  header: { key: 'current' | 'previous'; value: Header };
  keys: { key: string; value: KeyRecord };
  origins: { key: 'signed'; value: SignedOrigins };
  device: { key: 'device'; value: DeviceRow };
  receipts: {
    key: number;
    value: ReceiptRow;
    indexes: { attempt: [string, number]; calls: [string, number]; origin: string };
  };
  /** Bytes a key moved on a UTC day, in and out. */
  traffic: { key: [string, string]; value: { key: string; day: string; bytes: number } };
  /** When a host last gave any answer that could be read. */
  hosts: { key: string; value: { origin: string; answeredAt: Instant } };
}

export type Store = IDBPDatabase<VaultSchema>;
type Names = StoreNames<VaultSchema>;

/** Every store, for what empties them all. */
export const storeNames = ['header', 'keys', 'origins', 'device', 'receipts', 'traffic', 'hosts'] as const;

/**
 * Opens the vault's database for a scope path such as `/` or `/app/`. `onClosed` is called when it is taken away: site
 * data was cleared, or another tab brings a newer version. Throws `storage-blocked`, `storage-newer`.
 */
export async function openStore(scope: string, onClosed: () => void = () => {}): Promise<Store> {
  try {
    const store: Store = await openDB<VaultSchema>(`retinue:${scope}:vault`, 2, {
      upgrade(database, from, _, transaction) {
        if (from === 1) {
          transaction.objectStore('receipts').createIndex('origin', 'origin');
          return;
        }
        database.createObjectStore('header');
        database.createObjectStore('keys', { keyPath: 'id' });
        database.createObjectStore('origins');
        database.createObjectStore('device');
        const receipts = database.createObjectStore('receipts', { keyPath: 'id', autoIncrement: true });
        receipts.createIndex('attempt', ['act', 'attempt']);
        receipts.createIndex('calls', ['key', 'at']);
        receipts.createIndex('origin', 'origin');
        database.createObjectStore('traffic', { keyPath: ['key', 'day'] });
        database.createObjectStore('hosts', { keyPath: 'origin' });
      },
      blocking() {
        store.close();
        onClosed();
      },
      terminated: onClosed,
    });
    return store;
  } catch (cause) {
    throw storeError(cause);
  }
}

/** One strict transaction: when it resolves, the rows are on disk. Throws `storage-full`, or what `work` throws. */
export async function strictly<Each extends Names, Result>(
  store: Store,
  names: readonly Each[],
  work: (transaction: IDBPTransaction<VaultSchema, Each[], 'readwrite'>) => Promise<Result>,
): Promise<Result> {
  try {
    const transaction = store.transaction([...names], 'readwrite', { durability: 'strict' });
    // Seen below, when the work itself has not failed first.
    transaction.done.catch(() => {});
    let result: Result;
    try {
      result = await work(transaction);
    } catch (error) {
      if (error instanceof AppError) transaction.abort();
      // A request says only that its transaction was aborted; the transaction says why (a full disk, say).
      else await transaction.done;
      throw error;
    }
    await transaction.done;
    return result;
  } catch (cause) {
    throw cause instanceof AppError ? cause : storeError(cause);
  }
}

function storeError(cause: unknown): AppError {
  switch (cause instanceof Error ? cause.name : '') {
    case 'QuotaExceededError':
      return new AppError('storage-full', { cause });
    case 'VersionError':
      return new AppError('storage-newer', { cause });
    case 'InvalidStateError':
    case 'AbortError':
      return new AppError('storage-blocked', { cause });
    default:
      return new AppError('storage-damaged', { cause });
  }
}
