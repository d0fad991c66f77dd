import Dexie from 'dexie';
import type { CallColumn, CallsFilter } from '../domain/calls-filter';
import type { CostEntryRow } from '../domain/cost-entry';
import { namesOf } from './agents';
import { countedEntries } from './ledger-days';
import type { Workspace } from './open';
import type { CallView, Queries } from './queries';

/** The calls of the ledger, one by one. */
export function callQueries(ws: Workspace): Pick<Queries, 'calls'> {
  return {
    calls: async filter =>
      named(ws, filter.sorted ? await sorted(ws, filter, filter.sorted) : await newest(ws, filter)),
  };
}

async function named(ws: Workspace, entries: readonly CostEntryRow[]): Promise<CallView[]> {
  const agents = new Set(entries.flatMap(entry => entry.agent ?? []));
  const names = await namesOf(await ws.db.agent.bulkGet([...agents]));
  return entries.map(entry => ({ entry, agentName: (entry.agent && names.get(entry.agent)) ?? '' }));
}

function newest(ws: Workspace, { agent, conversation, limit, before = '' }: CallsFilter): Promise<CostEntryRow[]> {
  const below = before === '' ? Dexie.maxKey : before;
  const of = conversation ?? agent;
  if (of === undefined) return ws.db.cost.where('born').below(below).reverse().limit(limit).toArray();
  const index = conversation === undefined ? '[agent+born]' : '[conversation+born]';
  const range = ws.db.cost.where(index).between([of, Dexie.minKey], [of, below], true, false).reverse();
  const both = conversation !== undefined && agent !== undefined;
  return (both ? range.filter(entry => entry.agent === agent) : range).limit(limit).toArray();
}

/** No index holds what a call cost: the days are read through, by pages. */
async function sorted(
  ws: Workspace,
  { agent, limit }: CallsFilter,
  { by, down, from, to }: NonNullable<CallsFilter['sorted']>,
): Promise<CostEntryRow[]> {
  const all = await countedEntries(ws, from, to);
  const order = (one: CostEntryRow, other: CostEntryRow) => compare(valueIn(one, by), valueIn(other, by));
  return all
    .filter(entry => agent === undefined || entry.agent === agent)
    .toSorted((one, other) => (down ? order(other, one) : order(one, other)))
    .slice(0, limit);
}

/** What a call is sorted by in a column; what is not known comes before nothing. */
function valueIn({ at, model, purpose, basis, usage, cost = -1 }: CostEntryRow, by: CallColumn): number | string {
  switch (by) {
    case 'time':
      return at;
    case 'model':
      return model;
    case 'purpose':
      return purpose;
    case 'input':
      return usage?.input ?? -1;
    case 'cacheRead':
      return usage?.cacheRead ?? -1;
    case 'cacheWrite':
      return (usage?.cacheWrite ?? 0) + (usage?.cacheWriteHour ?? 0);
    case 'output':
      return usage?.output ?? -1;
    case 'basis':
      return basis;
    case 'cost':
      return cost;
  }
}

const compare = <Value extends number | string>(one: Value, other: Value): number =>
  one < other ? -1 : one > other ? 1 : 0;
