import { countedCost } from '../domain/budget';
import type { CostEntryRow, RollupRow } from '../domain/cost-entry';
import { commit } from './commit';
import type { Workspace } from './open';
import { conversationRollupId } from './rollup-id';

/** Entries read at once while sums are built anew. */
const pageSize = 500;

/**
 * Adds an entry to the sums of its day and its conversation; to be called inside the transaction that adds it. `before`
 * is the figure it takes the place of. The demo team's calls are outside all sums.
 */
export async function addToRollups(ws: Workspace, entry: CostEntryRow, before?: CostEntryRow): Promise<void> {
  for (const empty of rollupsFor(before ?? entry)) {
    const known = (await ws.db.rollup.get(empty.id)) ?? empty;
    await ws.db.rollup.put(added(before ? added(known, before, -1) : known, entry, 1));
  }
}

/** Builds all sums anew from the ledger: they are a cache, and a test compares. */
export async function rebuildRollups(ws: Workspace): Promise<void> {
  await commit(ws, ['cost', 'rollup'], async () => {
    const sums = await sumLedger(ws);
    await ws.db.rollup.clear();
    await ws.db.rollup.bulkPut([...sums.values()]);
  });
}

/** Every sum of the ledger, by id. */
export async function sumLedger(ws: Workspace): Promise<Map<string, RollupRow>> {
  const sums = new Map<string, RollupRow>();
  const counted = new Map<string, CostEntryRow>();
  let after = '';
  for (;;) {
    const page = await ws.db.cost.where('born').above(after).limit(pageSize).toArray();
    for (const entry of page) {
      const original = entry.corrects ?? entry.id;
      const before = counted.get(original);
      for (const empty of rollupsFor(before ?? entry)) {
        const known = sums.get(empty.id) ?? empty;
        sums.set(empty.id, added(before ? added(known, before, -1) : known, entry, 1));
      }
      counted.set(original, entry);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return sums;
    after = last.born;
  }
}

/** The sums an entry belongs to, empty. */
function rollupsFor(entry: CostEntryRow): RollupRow[] {
  if (entry.basis === 'simulated') return [];
  const { dayLocal: day, agent, connection, model, purpose, conversation } = entry;
  const zero = {
    calls: 0,
    unknown: 0,
    estimated: 0,
    cost: 0,
    counted: 0,
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    output: 0,
  };
  const id = [day, agent, connection, model, purpose].join('|');
  const sums: RollupRow[] = [{ id, scope: 'day', day, agent, connection, model, purpose, ...zero }];
  if (conversation) sums.push({ id: conversationRollupId(conversation), scope: 'conversation', conversation, ...zero });
  return sums;
}

function added(sum: RollupRow, entry: CostEntryRow, sign: 1 | -1): RollupRow {
  const { usage } = entry;
  return {
    ...sum,
    calls: sum.calls + sign,
    unknown: sum.unknown + (entry.cost === undefined ? sign : 0),
    estimated: sum.estimated + (entry.basis === 'estimated' ? sign : 0),
    cost: sum.cost + sign * (entry.cost ?? 0),
    counted: (sum.counted ?? sum.cost) + sign * countedCost(entry),
    input: sum.input + sign * (usage?.input ?? 0),
    cacheRead: sum.cacheRead + sign * (usage?.cacheRead ?? 0),
    cacheWrite: sum.cacheWrite + sign * ((usage?.cacheWrite ?? 0) + (usage?.cacheWriteHour ?? 0)),
    output: sum.output + sign * (usage?.output ?? 0),
  };
}
