import Dexie from 'dexie';
import type { CostEntryRow } from '../domain/cost-entry';
import { namesOf } from './agents';
import { daySums } from './day-sums';
import type { Workspace } from './open';
import type { Queries } from './queries';

/** What the screens of costs ask. */
export function costQueries(ws: Workspace): Pick<Queries, 'costDays' | 'reserved' | 'calls'> {
  return {
    costDays: (from, to) => daySums(ws, from, to),
    async reserved() {
      return (await ws.db.reservation.toArray()).reduce((sum, { ceiling }) => sum + ceiling, 0);
    },
    async calls(filter) {
      const entries = await newestEntries(ws, filter);
      const agents = new Set(entries.flatMap(entry => entry.agent ?? []));
      const names = await namesOf(await ws.db.agent.bulkGet([...agents]));
      return entries.map(entry => ({ entry, agentName: (entry.agent && names.get(entry.agent)) ?? '' }));
    },
  };
}

function newestEntries(ws: Workspace, filter: Parameters<Queries['calls']>[0]): Promise<CostEntryRow[]> {
  const { agent, conversation, limit } = filter;
  const before = filter.before ?? Dexie.maxKey;
  const of = conversation ?? agent;
  if (of === undefined) return ws.db.cost.where('born').below(before).reverse().limit(limit).toArray();
  const index = conversation === undefined ? '[agent+born]' : '[conversation+born]';
  const range = ws.db.cost.where(index).between([of, Dexie.minKey], [of, before], true, false).reverse();
  const both = conversation !== undefined && agent !== undefined;
  return (both ? range.filter(entry => entry.agent === agent) : range).limit(limit).toArray();
}
