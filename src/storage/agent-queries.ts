import type { AgentRow } from '../domain/agent';
import type { RollupRow } from '../domain/cost-entry';
import { dayIn } from '../lib/day';
import { versionsOf } from './agents';
import { conversationViews } from './conversation-views';
import { daySums } from './day-sums';
import type { Workspace } from './open';
import type { AgentDetail, AgentView, Queries } from './queries';
import { openRuns } from './runs';
import { openAll } from './seal';
import { readSettings } from './settings';
import { doingOf } from './tasks';

/** Agents shown at most. */
const mostAgents = 200;

/** Conversations shown beside an agent. */
const recentConversations = 20;

/** What screens ask about agents. */
export function agentQueries(ws: Workspace): Pick<Queries, 'agents' | 'agent'> {
  return {
    async agents() {
      const rows = await openAll(
        await ws.db.agent
          .filter(row => !row.gone)
          .limit(mostAgents)
          .toArray(),
      );
      const views = await viewsOf(ws, rows);
      return views.sort((a, b) => retiredLast(a.row) - retiredLast(b.row) || (a.row.id < b.row.id ? -1 : 1));
    },
    async agent(id) {
      const row = await ws.db.agent.get(id);
      if (!row || row.gone) return undefined;
      const [versions, conversations, [view]] = await Promise.all([
        versionsOf(ws, id),
        conversationViews(ws, { archived: false, agent: id, limit: recentConversations }),
        openAll([row]).then(rows => viewsOf(ws, rows)),
      ]);
      return view && ({ ...view, versions: await openAll(versions), conversations } satisfies AgentDetail);
    },
  };
}

const retiredLast = (row: AgentRow) => (row.state === 'retired' ? 1 : 0);

async function viewsOf(ws: Workspace, rows: readonly AgentRow[]): Promise<AgentView[]> {
  const [month, runs] = await Promise.all([monthRollups(ws), openRuns(ws)]);
  return rows.map(row => {
    const own = month.filter(sum => sum.agent === row.id);
    return {
      row,
      costThisMonth: own.reduce((sum, { cost }) => sum + cost, 0),
      unknownThisMonth: own.reduce((sum, { unknown }) => sum + unknown, 0),
      doing: doingOf(runs.filter(run => run.agent === row.id)),
    };
  });
}

async function monthRollups(ws: Workspace): Promise<RollupRow[]> {
  const { zone } = await readSettings(ws);
  const today = dayIn(zone, ws.now());
  return daySums(ws, `${today.slice(0, 8)}01`, today);
}
