import { countedCost } from '../domain/budget';
import type { CostEntryRow, RollupRow } from '../domain/cost-entry';
import { present } from '../lib/entries';
import { commit } from './commit';
import type { Workspace } from './open';
import { conversationRollupId } from './rollup-id';

/** Entries read at once while sums are built anew. */
const pageSize = 500;

/** What tells which sums an entry belongs to. */
type Place = Pick<CostEntryRow, 'basis' | 'dayLocal' | 'agent' | 'connection' | 'model' | 'purpose' | 'conversation'>;

/**
 * The sums of an entry's day and conversation as they stand, taken from `known` or read. The demo team's calls are outside
 * all sums.
 */
export async function readRollups(
  ws: Workspace,
  place: Place,
  known: ReadonlyMap<string, RollupRow> = new Map<string, RollupRow>(),
): Promise<RollupRow[]> {
  const empty = rollupsFor(place);
  const missing = empty.map(({ id }) => id).filter(id => !known.has(id));
  const read = missing.length === 0 ? [] : present(await ws.db.rollup.bulkGet(missing));
  return empty.map(one => known.get(one.id) ?? read.find(({ id }) => id === one.id) ?? one);
}

/** A sum with an entry in it; `before` is the figure that it takes the place of. */
export const addedTo = (sum: RollupRow, entry: CostEntryRow, before?: CostEntryRow): RollupRow =>
  added(before ? added(sum, before, -1) : sum, entry, 1);

/** Builds all sums anew from the ledger: they are a cache, and a test compares. */
export async function rebuildRollups(ws: Workspace): Promise<void> {
  await commit(ws, ['cost', 'rollup', 'device'], async () => {
    const sums = await sumLedger(ws);
    await ws.db.rollup.clear();
    await ws.db.rollup.bulkPut([...sums.values()]);
    await forgetEnd(ws);
  });
}

/** Whoever books next reads where the ledger ends, and its sums. */
async function forgetEnd(ws: Workspace): Promise<void> {
  const identity = await ws.db.device.get('identity');
  if (identity?.id !== 'identity') return;
  const { end: _, ...rest } = identity;
  await ws.db.device.put(rest);
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
        sums.set(empty.id, addedTo(sums.get(empty.id) ?? empty, entry, before));
      }
      counted.set(original, entry);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return sums;
    after = last.born;
  }
}

/** The sums an entry belongs to, empty. */
function rollupsFor({ basis, dayLocal: day, agent, connection, model, purpose, conversation }: Place): RollupRow[] {
  if (basis === 'simulated') return [];
  const zero = {
    calls: 0,
    unknown: 0,
    estimated: 0,
    cost: 0,
    counted: 0,
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWriteHour: 0,
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
    cacheWriteHour: (sum.cacheWriteHour ?? 0) + sign * (usage?.cacheWriteHour ?? 0),
    output: sum.output + sign * (usage?.output ?? 0),
  };
}
