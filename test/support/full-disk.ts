/**
 * A full disk, as Chromium tells it: every write is taken, and the transaction ends with the error only when it should be
 * complete (VAULT: storage). For the stand-in for IndexedDB, which has a way of its own to fail; the platform has no call
 * for it.
 */
let isFull = false;

interface Transaction {
  _markFinished: () => void;
  _abort: (name: string) => void;
}

for (const name of ['put', 'add'] as const) {
  const write = Reflect.get(IDBObjectStore.prototype, name) as (...given: unknown[]) => IDBRequest;
  Reflect.set(IDBObjectStore.prototype, name, function (this: IDBObjectStore, ...given: unknown[]) {
    if (isFull) failAtItsEnd(this.transaction as unknown as Transaction);
    return write.apply(this, given);
  });
}

function failAtItsEnd(transaction: Transaction): void {
  const { _markFinished } = Object.getPrototypeOf(transaction) as Transaction;
  transaction._markFinished = () => {
    transaction._markFinished = _markFinished;
    transaction._abort('QuotaExceededError');
  };
}

/** Leaves no room on the disk, or gives it back. */
export const fillDisk = (full: boolean): void => void (isFull = full);
