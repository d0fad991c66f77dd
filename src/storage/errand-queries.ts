import Dexie from 'dexie';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { namesOf } from './agents';
import { colleagueIds } from './colleague-ids';
import type { Workspace } from './open';
import type { ErrandView, Queries } from './queries';
import { costOfRuns, countUnknown } from './run-costs';
import { byAge } from './runs';

/** What screens ask about agents that ask one another. */
export function errandQueries(ws: Workspace): Pick<Queries, 'errands' | 'colleagues'> {
  return {
    colleagues: agent => colleagueIds(ws, agent),
    async errands(conversation) {
      const index = ws.db.run.where('[conversation+phase]');
      const own = index.between([conversation, Dexie.minKey], [conversation, Dexie.maxKey]);
      return errandsOf(ws, await own.primaryKeys());
    },
  };
}

/** The runs that these have begun, the earliest first, each with what all the work below it cost. */
export async function errandsOf(ws: Workspace, runs: readonly string[]): Promise<ErrandView[]> {
  if (runs.length === 0) return [];
  const below = await countUnknown(ws, await runsBelow(ws, runs));
  const direct = below.filter(row => row.parent && runs.includes(row.parent.run)).sort(byAge);
  const [acts, agents] = await Promise.all([
    ws.db.act.bulkGet(present(direct.map(row => row.parent?.act))),
    ws.db.agent.bulkGet(direct.map(row => row.agent)),
  ]);
  const names = await namesOf(agents);
  return direct.map((row, at) => ({
    row,
    call: acts[at]?.call ?? '',
    agentName: names.get(row.agent) ?? '',
    agentHue: agents[at]?.hue ?? 0,
    ...costOfRuns(below.filter(one => one.id === row.id || one.parent?.above.includes(row.id))),
  }));
}

/** Every run below these, at any depth. */
export async function runsBelow(ws: Workspace, runs: readonly string[]): Promise<RunRow[]> {
  return ws.db.run.where('parent.above').anyOf(runs).distinct().toArray();
}
