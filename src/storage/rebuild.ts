import type { EventRow } from '../domain/event';
import type { Id } from '../domain/id';
import type { ActRow, RunRow } from '../domain/run';
import type { Workspace } from './open';
import { actRow, eventsOf, foldEvents } from './runs';

/**
 * Makes the derived rows of runs anew from their events; to be called inside a transaction over `event`, `task`, `run`
 * and `act`. A run whose task never came has no row: its events stay and wait for it.
 */
export async function rebuildRuns(ws: Workspace, runs: Iterable<Id<'run'>>): Promise<void> {
  for (const id of runs) {
    const events = await eventsOf(ws, id);
    const row = await runRow(ws, events);
    if (!row) continue;
    await ws.db.run.put(row);
    await ws.db.act.where('run').equals(id).delete();
    await ws.db.act.bulkPut(actRows(row, events));
  }
}

async function runRow(ws: Workspace, events: readonly EventRow[]): Promise<RunRow | undefined> {
  const [first] = events;
  if (first?.event.kind !== 'run-queued') return undefined;
  const { task: taskId, message, model } = first.event;
  const task = await ws.db.task.get(taskId);
  if (!task?.conversation) return undefined;
  const { run } = foldEvents({ message, at: first.at }, events);
  return {
    id: first.run,
    v: first.v,
    at: first.at,
    born: first.born,
    home: first.replica,
    task: task.id,
    conversation: task.conversation,
    agent: task.agent,
    message,
    simulated: task.simulated,
    ...run,
    phase: run.status.is,
    body: { model },
  };
}

function actRows(run: RunRow, events: readonly EventRow[]): ActRow[] {
  const { acts } = foldEvents(run, events);
  const begun = new Map<string, EventRow>();
  for (const row of events)
    if (row.event.kind === 'act-intent' && !begun.has(row.event.act)) begun.set(row.event.act, row);
  return [...acts.values()].flatMap(state => {
    const first = begun.get(state.id);
    return first ? [actRow(first, state)] : [];
  });
}
