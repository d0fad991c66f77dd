import Dexie from 'dexie';
import type { AgentRow } from '../domain/agent';
import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { fewestTasks } from '../domain/quote';
import type { RunRow } from '../domain/run';
import type { Workspace } from './open';
import { countUnknown } from './run-costs';
import { openAll, openRow } from './seal';

/** Ended runs looked at, of each way to end. */
const mostRuns = 300;

/**
 * What this agent's tasks cost with its present model, the oldest first, with all that colleagues did for them. Where they
 * are too few, those of all agents of its template with that model. Throws `not-found`.
 */
export async function costsOfAlikeTasks(ws: Workspace, id: Id<'agent'>): Promise<NanoUsd[]> {
  const agent = await openRow(await ws.db.agent.get(id));
  if (!agent) throw new AppError('not-found', { parameters: { what: 'agent' } });
  const runs = await countUnknown(ws, await endedRuns(ws));
  const costOf = costsWithChildren(runs);
  const { connection, body } = agent;
  const tasks = runs.filter(
    ({ parent, body: { model } }) => !parent && model.model === body.model && model.connection === connection,
  );
  const costsOf = (who: ReadonlySet<string>) =>
    tasks.filter(run => who.has(run.agent)).flatMap(run => costOf.get(run.id) ?? []);
  const own = costsOf(new Set([id]));
  return own.length >= fewestTasks ? own : costsOf(new Set(await alikeAgents(ws, agent)));
}

async function endedRuns(ws: Workspace): Promise<RunRow[]> {
  const phases = ['succeeded', 'failed', 'cancelled'] as const;
  const pages = await Promise.all(
    phases.map(phase =>
      ws.db.run
        .where('[phase+since]')
        .between([phase, Dexie.minKey], [phase, Dexie.maxKey])
        .reverse()
        .limit(mostRuns)
        .toArray(),
    ),
  );
  const runs = pages.flat().filter(run => !run.simulated);
  return openAll(runs.sort((a, b) => a.since - b.since));
}

/**
 * Costs by run, with those of the runs below it. One that was never charged for is no task to learn from; of one with a
 * call whose cost is unknown it is only known that it did cost more.
 */
function costsWithChildren(runs: readonly RunRow[]): Map<string, NanoUsd> {
  const costs = new Map<string, NanoUsd>();
  const unsure = new Set<string>();
  for (const { id, cost, unknown = 0, parent } of runs) {
    for (const run of [id, ...(parent?.above ?? [])]) {
      if (cost > 0) costs.set(run, (costs.get(run) ?? 0) + cost);
      if (unknown > 0) unsure.add(run);
    }
  }
  for (const run of unsure) costs.delete(run);
  return costs;
}

async function alikeAgents(ws: Workspace, { id, body: { template } }: AgentRow): Promise<Id<'agent'>[]> {
  if (template === undefined) return [id];
  const all = await openAll(await ws.db.agent.toArray());
  return all.filter(({ body }) => body.template === template).map(agent => agent.id);
}
