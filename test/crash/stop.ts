import type { Page } from 'playwright-core';

import { until } from './until';

/**
 * Stops the data worker at one write, for ever or for a while: in the put, before anything is committed, or when its
 * transaction is complete, before the product hears of it. The product holds no hook for this: the functions below are
 * put into its running worker from outside.
 */
export interface Stop {
  /** The object store that is written to. */
  store: string;
  /** Rows are taken out of it instead. */
  deletes?: true;
  /** Fields of the row (of the event, in the journal) that must be so. */
  where?: Readonly<Record<string, unknown>>;
  /** The how-manieth such write from now on; 1 by default. Any write counts where `store` is `*`. */
  occurrence?: number;
  when: 'in the put' | 'after the commit';
  /**
   * Wakes up again after so many milliseconds; never, unless said. It falls asleep once no other transaction of its own is
   * open: a browser freezes no tab that holds the database, where nobody else could write until it thaws.
   */
  wakes?: number;
}

/** Says over this channel that the worker has stopped. */
export const stopChannel = 'crash-rig';

/** Listens in a page for what a worker says once it has stopped; what is returned waits until it has said so. */
export async function hearStop(page: Page, channelName: string): Promise<(what: string) => Promise<void>> {
  let stopped = false;
  // A busy page may open its ear late: a worker that is stopped before has said so to nobody.
  const heard = await page.evaluateHandle(
    name => ({
      stop: new Promise<void>(resolve => {
        new BroadcastChannel(name).onmessage = () => resolve();
      }),
    }),
    channelName,
  );
  heard
    .evaluate(({ stop }) => stop)
    .then(
      () => {
        stopped = true;
      },
      () => {},
    );
  return async what => {
    await until(what, () => stopped);
  };
}

/** Runs in the worker. Stays there, in the browser's own prototypes, until the worker dies. */
export function stopWorkerAt({ stop, channelName }: { stop: Stop; channelName: string }): void {
  const channel = new BroadcastChannel(channelName);
  const wanted = stop.occurrence ?? 1;
  let count = 0;

  const halt = (): void => {
    channel.postMessage('stopped');
    // Shared memory without cross-origin isolation: a worker may sleep on it, and nobody will wake it.
    const cell = new Int32Array(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer);
    Atomics.wait(cell, 0, 0, stop.wakes);
  };
  /** Before the product's own listener hears of it. */
  const haltOnce = (transaction: IDBTransaction): void => {
    const theirs = transaction.oncomplete;
    transaction.oncomplete = event => {
      open.delete(transaction);
      whenFree(() => {
        halt();
        theirs?.call(transaction, event);
      });
    };
  };
  const whenFree = (then: () => void): void => {
    if (stop.wakes === undefined || open.size === 0) then();
    else setTimeout(whenFree, 1, then);
  };
  const open = new Set<IDBTransaction>();
  const follow = (transaction: IDBTransaction): void => {
    if (open.has(transaction)) return;
    open.add(transaction);
    for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => open.delete(transaction));
  };
  const isIt = (store: string, value: unknown, deletes: boolean): boolean => {
    if ((stop.store !== '*' && stop.store !== store) || deletes !== (stop.deletes ?? false)) return false;
    const row = value as { event?: Record<string, unknown> } & Record<string, unknown>;
    const fields = store === 'event' ? row.event : row;
    return Object.entries(stop.where ?? {}).every(([name, is]) => fields?.[name] === is);
  };
  const look = (store: IDBObjectStore, value: unknown, deletes = false): void => {
    if (!isIt(store.name, value, deletes) || ++count !== wanted) return;
    if (stop.when === 'in the put') halt();
    else haltOnce(store.transaction);
  };

  // How a transaction begins, Dexie has bound before: it is known by what is read or written in it.
  for (const asked of [IDBObjectStore.prototype, IDBIndex.prototype]) {
    for (const name of ['get', 'getAll', 'getKey', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'] as const) {
      const read = asked[name] as (...given: unknown[]) => IDBRequest;
      const followed = function (this: IDBObjectStore | IDBIndex, ...given: unknown[]): IDBRequest {
        follow('transaction' in this ? this.transaction : this.objectStore.transaction);
        return read.apply(this, given);
      };
      Object.assign(asked, { [name]: followed });
    }
  }
  // oxlint-disable-next-line typescript/unbound-method -- each is called on the store that it was called on
  const { put, add, delete: remove } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, ...key) {
    follow(this.transaction);
    look(this, value);
    return put.call(this, value, ...key);
  };
  IDBObjectStore.prototype.add = function (value, ...key) {
    follow(this.transaction);
    look(this, value);
    return add.call(this, value, ...key);
  };
  IDBObjectStore.prototype.delete = function (key) {
    follow(this.transaction);
    look(this, {}, true);
    return remove.call(this, key);
  };
}
