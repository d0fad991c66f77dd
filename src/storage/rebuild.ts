import type { EventRow } from '../domain/event';
import type { Id } from '../domain/id';
import type { RequestRow } from '../domain/request';
import type { ActRow, RunRow } from '../domain/run';
import { commit } from './commit';
import type { Workspace } from './open';
import { actRow, requestRow } from './journal-rows';
import { eventsOf, foldEvents, openRuns } from './runs';
import { answerPlaces } from './unsent';

/** The tables that a run is made anew from and in. */
export const rebuiltTables = ['event', 'task', 'run', 'act', 'request', 'unsent'] as const;

/** Runs made anew at once. */
const atOnce = 50;

/**
 * Makes the derived rows of runs anew from their events; to be called inside a transaction over `rebuiltTables`. A run
 * whose task never came has no row: its events stay and wait for it.
 */
export async function rebuildRuns(ws: Workspace, runs: Iterable<Id<'run'>>): Promise<void> {
  const ids = [...runs];
  // Some at a time: each would wait for the database several times over.
  for (let at = 0; at < ids.length; at += atOnce)
    await Promise.all(ids.slice(at, at + atOnce).map(id => rebuildRun(ws, id)));
}

/** Makes runs anew that an older version of the app could not follow: this one may. */
export async function reopenRuns(ws: Workspace): Promise<void> {
  const closed = (await openRuns(ws)).filter(run => run.readOnly);
  if (closed.length === 0) return;
  await commit(ws, rebuiltTables, () =>
    rebuildRuns(
      ws,
      closed.map(run => run.id),
    ),
  );
}

async function rebuildRun(ws: Workspace, id: Id<'run'>): Promise<void> {
  const events = await eventsOf(ws, id);
  const row = await runRow(ws, events);
  if (!row) return;
  await ws.db.run.put(row);
  await ws.db.act.where('run').equals(id).delete();
  await ws.db.act.bulkPut(actRows(row, events));
  await ws.db.request.where('run').equals(id).delete();
  const requests = requestRows(row, events);
  await ws.db.request.bulkPut(requests);
  await ws.db.unsent.bulkDelete(
    requests.filter(({ status }) => status !== 'open').flatMap(one => answerPlaces(one.id)),
  );
}

async function runRow(ws: Workspace, events: readonly EventRow[]): Promise<RunRow | undefined> {
  const [first] = events;
  if (first?.event.kind !== 'run-queued') return undefined;
  const { task: taskId, message, model, fork, instructions, parent } = first.event;
  const task = await ws.db.task.get(taskId);
  if (!task?.conversation) return undefined;
  const { run } = foldEvents({ message, at: first.at }, events);
  return {
    id: first.run,
    v: 1,
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
    ...(fork ? { fork } : {}),
    ...(instructions ? { instructions } : {}),
    ...(parent ? { parent } : {}),
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

function requestRows(run: RunRow, events: readonly EventRow[]): RequestRow[] {
  const { requests } = foldEvents(run, events);
  const opened = new Map(
    events.flatMap(row => (row.event.kind === 'request-opened' ? [[row.event.request, row] as const] : [])),
  );
  return [...requests.values()].flatMap(state => {
    const first = opened.get(state.id);
    return first ? [requestRow(run, first, state)] : [];
  });
}
