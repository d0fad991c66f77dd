/**
 * Stops the engine's worker at one write, for ever: in the put, before anything is committed, or when its transaction is
 * complete, before the product hears of it. The product holds no hook for this: the functions below are put into its
 * running worker from outside.
 */
export interface Stop {
  /** The object store that is written to. */
  store: string;
  /** Fields of the row (of the event, in the journal) that must be so. */
  where?: Readonly<Record<string, unknown>>;
  /** The how-manieth such write from now on; 1 by default. Any write counts where `store` is `*`. */
  occurrence?: number;
  when: 'in the put' | 'after the commit';
}

/** Says over this channel that the worker has stopped. */
export const stopChannel = 'crash-rig';

/** Runs in the worker. Stays there, in the browser's own prototypes, until the worker dies. */
export function stopWorkerAt({ stop, channelName }: { stop: Stop; channelName: string }): void {
  const channel = new BroadcastChannel(channelName);
  const wanted = stop.occurrence ?? 1;
  let count = 0;

  const halt = (): void => {
    channel.postMessage('stopped');
    // Shared memory without cross-origin isolation: a worker may sleep on it, and nobody will wake it.
    const cell = new Int32Array(new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer);
    Atomics.wait(cell, 0, 0);
  };
  /** In the place of the product's own listener, which never hears of it. */
  const haltOnce = (transaction: IDBTransaction): void => {
    transaction.oncomplete = halt;
  };
  const isIt = (store: string, value: unknown): boolean => {
    if (stop.store !== '*' && stop.store !== store) return false;
    const row = value as { event?: Record<string, unknown> } & Record<string, unknown>;
    const fields = store === 'event' ? row.event : row;
    return Object.entries(stop.where ?? {}).every(([name, is]) => fields?.[name] === is);
  };
  const look = (store: IDBObjectStore, value: unknown): void => {
    if (!isIt(store.name, value) || ++count !== wanted) return;
    if (stop.when === 'in the put') halt();
    else haltOnce(store.transaction);
  };

  const { put, add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, ...key) {
    look(this, value);
    return put.call(this, value, ...key);
  };
  IDBObjectStore.prototype.add = function (value, ...key) {
    look(this, value);
    return add.call(this, value, ...key);
  };
}
