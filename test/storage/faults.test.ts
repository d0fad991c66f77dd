import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import { isLost, storageError } from '../../src/storage/faults';

test('a full disk is told as such, also where it only shows inside an abort', () => {
  const full = new DOMException('', 'QuotaExceededError');
  expect(storageError(full)).toMatchObject({ code: 'storage-full' });
  expect(storageError(new Dexie.AbortError('aborted', full))).toMatchObject({ code: 'storage-full' });
});

test('a connection the browser dropped may be opened again', () => {
  const dropped = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  expect(isLost(dropped)).toBe(true);
  expect(isLost(new Dexie.DatabaseClosedError())).toBe(true);
  expect(isLost(new DOMException('', 'QuotaExceededError'))).toBe(false);
  // The browser gave a transaction up and does not say why; what a caller called off is another thing.
  expect(isLost(new Dexie.AbortError('aborted', new DOMException('', 'AbortError')))).toBe(true);
  expect(isLost(new DOMException('', 'AbortError'))).toBe(false);
  expect(storageError(dropped)).toMatchObject({ code: 'storage-lost', retryable: true });
});

test('what is no fault of the database comes back as it is', () => {
  const own = new AppError('stale-epoch');
  const other = new RangeError('x');
  expect(storageError(own)).toBe(own);
  expect(storageError(other)).toBe(other);
});
