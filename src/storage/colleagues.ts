import { isAtWork, type AgentRow } from '../domain/agent';
import { derivedId, type Id } from '../domain/id';
import type { Parentage, RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { colleagueIds, colleagueLinks } from './colleague-ids';
import { commit } from './commit';
import type { Workspace } from './open';
import { openAll } from './seal';
import { add, envelope, patch } from './write';

/** The same on every device: whom one agent may ask is a set that two people may edit at once. */
const linkId = (from: Id<'agent'>, to: Id<'agent'>) => derivedId<'link'>('link', `agent-colleague|${from}|${to}`);

/** The agents one may ask that are at work. */
async function colleaguesOf(ws: Workspace, agent: Id<'agent'>): Promise<AgentRow[]> {
  const ids = await colleagueIds(ws, agent);
  if (ids.length === 0) return [];
  const rows = present(await ws.db.agent.bulkGet(ids));
  return openAll(rows.filter(isAtWork));
}

/** Runs above one at most: who is asked by who was asked by who was asked asks nobody. */
const deepest = 3;

/**
 * Whom an agent may ask, in a run or in one to come: nobody who waits for this very run, nobody at all too far down. The
 * demo's agents and those that cost money do not ask one another.
 */
export async function mayAsk(
  ws: Workspace,
  agent: AgentRow,
  run?: Pick<RunRow, 'parent' | 'simulated'>,
): Promise<AgentRow[]> {
  const known = await colleaguesOf(ws, agent.id);
  if (known.length === 0) return [];
  const above = run?.parent ? await runsAbove(ws, run.parent) : [];
  if (above.length >= deepest) return [];
  const waiting = new Set([agent.id, ...above.map(one => one.agent)]);
  const isDemo = run?.simulated ?? agent.simulated;
  return known.filter(one => !waiting.has(one.id) && one.connection !== undefined && one.simulated === isDemo);
}

/** The runs that wait for one, its parent first. */
async function runsAbove(ws: Workspace, { above }: Parentage): Promise<RunRow[]> {
  // Tasks are among them: no run has the id of one.
  return present(await ws.db.run.bulkGet(above));
}

/** Sets whom an agent may ask. */
export async function setColleagues(
  ws: Workspace,
  agent: Id<'agent'>,
  colleagues: readonly Id<'agent'>[],
): Promise<void> {
  await commit(ws, ['link'], async () => {
    const known = await colleagueLinks(ws, agent);
    for (const link of known) {
      const gone = !colleagues.some(one => one === link.to);
      if ((link.gone ?? false) !== gone) await patch(ws, 'link', link.id, { gone });
    }
    for (const to of colleagues) {
      if (known.some(link => link.to === to)) continue;
      await add(ws, 'link', { ...envelope(ws, linkId(agent, to)), kind: 'agent-colleague', from: agent, to });
    }
  });
}
