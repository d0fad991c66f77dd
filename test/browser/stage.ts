import { openSendPort, openVaultDoor, introduceVault } from '../../src/vault/door';
import workerUrl from '../../src/vault/inside/vault.worker.ts?worker&url';
import type { SendPort, VaultDoor, VaultStatus } from '../../src/domain/ports';

/** Where the vault can live; the attack suite holds for both. */
export type Home = 'Worker' | 'SharedWorker';

export interface MetVault {
  door: VaultDoor;
  engine: SendPort;
  status: () => VaultStatus | undefined;
  /** The far end, as anyone in the page can reach it. */
  worker: Worker | MessagePort;
}

/** Starts the vault's worker for a folder, or joins the shared one, as `start.ts` does. */
export async function meetVault(home: Home, scope: string): Promise<MetVault> {
  const options = { type: 'module', name: `retinue:${scope}:vault` } as const;
  const worker = home === 'Worker' ? new Worker(workerUrl, options) : new SharedWorker(workerUrl, options).port;
  return { worker, ...(await introduce(worker, scope)) };
}

/** One more page for a worker that runs: another tab, or an intruder. */
export async function introduce(worker: Worker | MessagePort, scope: string): Promise<Omit<MetVault, 'worker'>> {
  const { page, engine } = await introduceVault(worker, scope);
  const door = openVaultDoor(page, () => {});
  let last: VaultStatus | undefined;
  door.watch(next => {
    last = next;
  });
  return { door, engine: openSendPort(engine), status: () => last };
}

export const databaseOf = (scope: string) => `retinue:${scope}:vault`;

/** Opens the vault's database as any script of the page can. */
function openRaw(scope: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseOf(scope));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every row of every store. */
export async function dump(scope: string): Promise<Record<string, unknown[]>> {
  const database = await openRaw(scope);
  const rows: Record<string, unknown[]> = {};
  for (const name of database.objectStoreNames) {
    rows[name] = await settled<unknown[]>(database.transaction(name).objectStore(name).getAll());
  }
  database.close();
  return rows;
}

/** Rewrites one row behind the vault's back. */
export async function edit<Row>(
  scope: string,
  store: string,
  key: IDBValidKey,
  change: (row: Row) => Row,
): Promise<void> {
  const database = await openRaw(scope);
  const rows = database.transaction(store, 'readwrite').objectStore(store);
  const row = await settled<Row>(rows.get(key));
  await settled(rows.keyPath === null ? rows.put(change(row), key) : rows.put(change(row)));
  database.close();
}

function settled<Value>(request: IDBRequest): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as Value);
    request.onerror = () => reject(request.error);
  });
}

/** Whether a value holds a text anywhere: in strings, in bytes, in keys, however deep. */
export function holds(value: unknown, text: string, seen = new Set<unknown>()): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (value instanceof CryptoKey) return true;
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value).includes(text);
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value).includes(text);
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
    return Array.from(value as Iterable<unknown>).some(each => holds(each, text, seen));
  }
  return Object.entries(value).some(([name, each]) => name.includes(text) || holds(each, text, seen));
}
