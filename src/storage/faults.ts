import Dexie from 'dexie';
import { AppError, type ErrorCode } from '../domain/error';

/**
 * What a browser's database throws, by name: Dexie keeps the names of IndexedDB and adds its own (dexie.org,
 * "DexieErrors", 2026-11).
 */
const codes: Readonly<Record<string, ErrorCode>> = {
  QuotaExceededError: 'storage-full',
  VersionError: 'storage-newer',
  DatabaseClosedError: 'storage-lost',
  InvalidStateError: 'storage-lost',
  UnknownError: 'storage-lost',
  OpenFailedError: 'storage-damaged',
  MissingAPIError: 'storage-damaged',
  DataError: 'storage-damaged',
  NotFoundError: 'storage-damaged',
};

/** Any error of the database as an `AppError`; an error that is none of its kind comes back as it is. */
export function storageError(error: unknown): unknown {
  const known = codeOf(error);
  return known === undefined ? error : new AppError(known, { cause: error, retryable: known === 'storage-lost' });
}

/** Whether the connection itself went away (Safari after backgrounding), so that opening it again may help. */
export function isLost(error: unknown): boolean {
  return codeOf(error) === 'storage-lost';
}

function codeOf(error: unknown): ErrorCode | undefined {
  if (error instanceof AppError || !(error instanceof Error || error instanceof DOMException)) return undefined;
  if (!(error instanceof Dexie.DexieError)) return codes[error.name];
  // An abort carries the reason inside: a full disk shows up only there. Without one the browser gave the transaction up:
  // we never abort one ourselves.
  const inner: unknown = error.inner;
  const known = (inner === undefined ? undefined : codeOf(inner)) ?? codes[error.name];
  return known ?? (error.name === 'AbortError' ? 'storage-lost' : undefined);
}
