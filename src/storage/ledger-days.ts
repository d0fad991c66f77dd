import type { CostEntryRow } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import type { Workspace } from './open';

const pageSize = 500;
const dayMs = 86_400_000;

/**
 * The entries that can belong to `day` (UTC or local) or a later one, in the order of their stamps, by pages: corrections
 * come after what they correct. An entry is never stamped before its day; one day more is read for clocks that went back.
 */
export async function* entriesSince(ws: Workspace, day: Day): AsyncGenerator<CostEntryRow[]> {
  let after = Math.max(0, Date.parse(day) - 2 * dayMs)
    .toString(16)
    .padStart(12, '0');
  for (;;) {
    const page = await ws.db.cost.where('born').above(after).limit(pageSize).toArray();
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.born;
  }
}

/** What counts of the local days `from` to `to`, both included: of a call that was corrected or priced again the last figure. */
export async function countedEntries(ws: Workspace, from: Day, to: Day, abort?: AbortSignal): Promise<CostEntryRow[]> {
  const counted = new Map<string, CostEntryRow>();
  for await (const page of entriesSince(ws, from)) {
    abort?.throwIfAborted();
    for (const entry of page)
      if (entry.dayLocal >= from && entry.dayLocal <= to) counted.set(entry.corrects ?? entry.id, entry);
  }
  return [...counted.values()];
}
