import { now } from './workspace';

/** What a worker writes to IndexedDB, kept so that it can be counted, and asked once more without anyone in between. */

const requestNames = [
  'get',
  'getAll',
  'getKey',
  'getAllKeys',
  'count',
  'openCursor',
  'openKeyCursor',
  'put',
  'add',
  'delete',
] as const;
type RequestName = (typeof requestNames)[number];

/** One request as it was made. */
interface Asked {
  store: string;
  index?: string;
  name: RequestName;
  given: unknown[];
}

/** A read-write transaction that was made, with its requests. */
export interface WrittenTransaction {
  /** When it began, in milliseconds since 1970. */
  at: number;
  /** How many. */
  requests(): number;
  /** Asks the same again, all at once, as strictly; resolves when it is on disk. A row that was added is put. */
  again(database: IDBDatabase): Promise<void>;
}

/** Dexie keeps the methods it finds when it opens: to be called before. */
export function watchDatabase(): WrittenTransaction[] {
  const written: WrittenTransaction[] = [];
  const asked = new WeakMap<IDBTransaction, Asked[]>();
  observe(IDBDatabase.prototype, 'transaction', (_, [stores, mode], made) => {
    if (mode !== 'readwrite') return;
    const requests: Asked[] = [];
    asked.set(made as IDBTransaction, requests);
    written.push({
      at: now(),
      requests: () => requests.length,
      again: database => replay(database, stores as string[], requests),
    });
  });
  for (const name of requestNames) {
    observe(IDBObjectStore.prototype, name, (store, given) => {
      asked.get(store.transaction)?.push({ store: store.name, name, given });
    });
    if (name in IDBIndex.prototype)
      observe(IDBIndex.prototype, name as keyof IDBIndex, (index, given) => {
        const { objectStore: store } = index;
        asked.get(store.transaction)?.push({ store: store.name, index: index.name, name, given });
      });
  }
  return written;
}

function replay(database: IDBDatabase, stores: string[], requests: readonly Asked[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was called off'));
    for (const { store, index, name, given } of requests) {
      const held = transaction.objectStore(store);
      const target = index === undefined ? held : held.index(index);
      Reflect.apply(Reflect.get(target, name === 'add' ? 'put' : name) as Function, target, given);
    }
  });
}

function observe<Owner extends object>(
  prototype: Owner,
  name: keyof Owner & string,
  called: (owner: Owner, given: unknown[], made: unknown) => void,
): void {
  const observed = new Proxy(prototype[name] as Function, {
    apply(target, owner: Owner, given: unknown[]) {
      const made: unknown = Reflect.apply(target, owner, given);
      called(owner, given, made);
      return made;
    },
  });
  Object.assign(prototype, { [name]: observed });
}
