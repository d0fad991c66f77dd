import type { CostEntryRow } from '../domain/cost-entry';
import { emptyRows, withEntry } from './book-sums';
import { commit } from './commit';
import type { Workspace } from './open';
import type { SumsRow } from './sums-row';

/** Entries read at once while sums are built anew. */
const pageSize = 500;

/**
 * Builds all sums anew from the ledger: they are a cache, and a test compares. Whoever books next reads where the ledger
 * ends, and its sums.
 */
export async function rebuildRollups(ws: Workspace): Promise<void> {
  await commit(ws, ['cost', 'rollup'], async () => {
    const rows = await sumLedger(ws);
    await ws.db.rollup.clear();
    await ws.db.rollup.bulkPut([...rows.values()]);
  });
}

/** Every row of sums of the ledger, by id. */
export async function sumLedger(ws: Workspace): Promise<Map<string, SumsRow>> {
  const rows = new Map<string, SumsRow>();
  const counted = new Map<string, CostEntryRow>();
  let after = '';
  for (;;) {
    const page = await ws.db.cost.where('born').above(after).limit(pageSize).toArray();
    for (const entry of page) {
      const original = entry.corrects ?? entry.id;
      const before = counted.get(original);
      const place = before ?? entry;
      for (const empty of emptyRows(place))
        rows.set(empty.id, withEntry(rows.get(empty.id) ?? empty, place.dayLocal, entry, before));
      counted.set(original, entry);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return rows;
    after = last.born;
  }
}
