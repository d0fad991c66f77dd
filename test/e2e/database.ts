import type { Page } from '@playwright/test';

import type { CostEntryRow } from '../../src/domain/cost-entry';
import type { Rows } from '../../src/storage/rows';

/** Reads the workspace's own rows, past the screens: what is really kept. */

/** All rows of one table of the workspace that was opened last. Empty before the first opening. */
export async function rowsOf<Name extends keyof Rows>(page: Page, table: Name): Promise<Rows[Name][]> {
  const rows = await rowsTogether(page, [table]);
  return rows[table];
}

/** All rows of some tables as they are at one moment. */
export async function rowsTogether<Name extends keyof Rows>(
  page: Page,
  tables: readonly Name[],
): Promise<{ [Table in Name]: Rows[Table][] }> {
  const json = await page.evaluate(readTables, tables);
  return JSON.parse(json);
}

/** The ledger: entries that were billed, the simulated ones left out. */
export async function ledgerOf(page: Page): Promise<CostEntryRow[]> {
  return (await rowsOf(page, 'cost')).filter(entry => entry.basis !== 'simulated');
}

/** Sum of the ledger in nano-dollars, exact; throws where a cost is unknown. */
export async function spentOf(page: Page): Promise<bigint> {
  const entries = await ledgerOf(page);
  return entries.reduce((sum, entry) => {
    if (entry.cost === undefined) throw new Error(`the cost of ${entry.model} is unknown`);
    return sum + BigInt(entry.cost);
  }, 0n);
}

/** How many rows every table of every workspace holds: equal before and after means nothing was written or lost. */
export async function countRows(page: Page): Promise<Record<string, number>> {
  return page.evaluate(countTables);
}

async function readTables(tables: readonly string[]): Promise<string> {
  const open = (name: string) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`cannot open ${name}`));
    });
  const all = (transaction: IDBTransaction, store: string) =>
    new Promise<unknown[]>((resolve, reject) => {
      const request = transaction.objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`cannot read ${store}`));
    });
  const none = JSON.stringify(Object.fromEntries(tables.map(table => [table, []])));
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const index = names.find(name => name.startsWith('retinue:') && name.endsWith(':index'));
  if (index === undefined) return none;
  const list = await open(index);
  const entries = (await all(list.transaction('workspace'), 'workspace')) as { id: string; openedAt: number }[];
  list.close();
  const latest = entries.toSorted((a, b) => b.openedAt - a.openedAt)[0];
  const name = names.find(one => latest !== undefined && one.endsWith(`:workspace:${latest.id}`));
  if (name === undefined) return none;
  const db = await open(name);
  const transaction = db.transaction(tables);
  const rows = await Promise.all(tables.map(async table => [table, await all(transaction, table)]));
  db.close();
  return JSON.stringify(Object.fromEntries(rows));
}

async function countTables(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.includes(':workspace:')) continue;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`cannot open ${name}`));
    });
    for (const store of db.objectStoreNames) {
      counts[`${name}/${store}`] = await new Promise<number>((resolve, reject) => {
        const request = db.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(`cannot count ${store}`));
      });
    }
    db.close();
  }
  return counts;
}

/** Puts rows into the open workspace in one transaction, past the product: what another version, or a crash, would have left. */
export async function plant(
  page: Page,
  rows: { [Name in keyof Rows]?: readonly Partial<Rows[Name]>[] },
): Promise<void> {
  await page.evaluate(putRows, JSON.stringify(rows));
}

async function putRows(json: string): Promise<void> {
  const rows = JSON.parse(json) as Record<string, unknown[]>;
  const name = (await indexedDB.databases()).map(one => one.name ?? '').find(one => one.includes(':workspace:'));
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name ?? '');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(`cannot open ${name}`));
  });
  const transaction = db.transaction(Object.keys(rows), 'readwrite');
  for (const [table, all] of Object.entries(rows)) for (const row of all) transaction.objectStore(table).put(row);
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new Error(`cannot write: ${transaction.error?.message}`));
  });
  db.close();
}
