import Dexie from 'dexie';
import { AppError } from '../domain/error';
import type { EventRow, RunEvent } from '../domain/event';
import { emptyRun, foldAll, foldRun, isOver, type ActState, type RunState } from '../domain/fold';
import type { Id } from '../domain/id';
import { eventVersion, upcastEvent } from '../domain/upcast';
import type { RequestRow, RequestState } from '../domain/request';
import type { ActRow, RunRow } from '../domain/run';
import { addActivity } from './activity';
import { commit } from './commit';
import { checkEpoch, currentReplica } from './lease';
import type { Workspace } from './open';
import { openAll, openRow } from './seal';
import { updateTask } from './tasks';
import { add, envelope, freshId } from './write';

/** The tables an event of a run touches. */
export const journalTables = ['device', 'event', 'run', 'act', 'request', 'task', 'activity', 'reservation'] as const;

/** Phases in which something may still happen. */
export const openPhases: readonly RunRow['phase'][] = ['queued', 'running', 'waiting', 'needs-decision'];

/** A run as its events tell it. */
export interface RunReading {
  row: RunRow;
  state: RunState;
}

/** Reads a run and folds its events. Throws `not-found`. */
export async function readRun(ws: Workspace, id: Id<'run'>): Promise<RunReading> {
  const [sealed, events] = await ws.db.transaction('r', ['run', 'event'], async () =>
    Promise.all([ws.db.run.get(id), eventsOf(ws, id)]),
  );
  const row = await openRow(sealed);
  if (!row) throw new AppError('not-found', { parameters: { what: 'run' } });
  return { row, state: foldEvents(row, events) };
}

/** The events of a run in the order they were written. */
export async function eventsOf(ws: Workspace, run: Id<'run'>): Promise<EventRow[]> {
  const rows = await ws.db.event.where('[run+number]').between([run, Dexie.minKey], [run, Dexie.maxKey]).toArray();
  return rows.map(upcastEvent).sort((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1));
}

/** What events add up to, from the very first. */
export function foldEvents(row: Pick<RunRow, 'message' | 'at'>, events: readonly EventRow[]): RunState {
  const [first] = events;
  const tip = first?.event.kind === 'run-queued' ? (first.event.tip ?? row.message) : row.message;
  return foldAll(emptyRun(tip, row.at), events);
}

/** Runs of this replica that are not over, the earliest first. */
export async function openRuns(ws: Workspace): Promise<RunRow[]> {
  const rows = await ws.db.run.where('phase').anyOf(openPhases).toArray();
  const own = rows.filter(row => row.home === ws.replica).sort((a, b) => (a.id < b.id ? -1 : 1));
  return openAll(own);
}

/** Whether a run has begun something whose outcome is not written yet. */
export async function hasOpenAct(ws: Workspace, run: Id<'run'>): Promise<boolean> {
  const acts = await ws.db.act.where('run').equals(run).toArray();
  return acts.some(act => act.status === 'intent');
}

/** Takes a run up under `epoch`; a run that is over or already taken up stays as it is. Throws `stale-epoch`. */
export async function leaseRun(ws: Workspace, epoch: number, id: Id<'run'>): Promise<void> {
  await commit(ws, journalTables, async () => {
    await checkEpoch(ws, epoch);
    const row = await ws.db.run.get(id);
    if (!row || isOver(row.status) || row.status.is === 'needs-decision') return;
    if (row.status.is === 'running' && row.status.epoch === epoch) return;
    await record(ws, epoch, id, [{ id: freshId(ws), event: { kind: 'run-leased', epoch } }]);
  });
}

/** Notes that a run holds an event this version does not know: it can be read and exported, not gone on with. */
export async function closeToChanges(ws: Workspace, id: Id<'run'>): Promise<void> {
  await commit(ws, ['run'], () => ws.db.run.update(id, { readOnly: true }));
}

/** Adds events to a run; `epoch` is 0 in the user's own tab. Throws `stale-epoch`. */
export async function appendEvents(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  events: readonly RunEvent[],
): Promise<void> {
  const fresh = withIds(ws, events);
  await commit(ws, journalTables, async () => {
    await record(ws, epoch, run, fresh);
  });
}

/** An event with the id it will be written under, made before the transaction so that doing it again adds nothing. */
export interface IdentifiedEvent {
  id: Id<'event'>;
  event: RunEvent;
}

/** Gives events their ids. */
export function withIds(ws: Workspace, events: readonly RunEvent[]): IdentifiedEvent[] {
  return events.map(event => ({ id: freshId(ws), event }));
}

/**
 * Writes events and all that follows from them: run, acts, task, freed reservations, the line in the feed when the run
 * ends. To be called inside a transaction over `journalTables`. Returns the run before and after.
 */
export async function record(
  ws: Workspace,
  epoch: number,
  id: Id<'run'>,
  events: readonly IdentifiedEvent[],
): Promise<{ before: RunRow; after: RunRow; again: boolean }> {
  await checkEpoch(ws, epoch);
  let before = await ws.db.run.get(id);
  if (!before) throw new AppError('not-found', { parameters: { what: 'run' } });
  if (events[0] && (await ws.db.event.get(events[0].id))) return { before, after: before, again: true };

  const acts = await ws.db.act.where('run').equals(id).toArray();
  const requests = await ws.db.request.where('run').equals(id).toArray();
  const replica = await currentReplica(ws);
  const known = new Map(acts.map(act => [act.id, act]));
  let state = stateOf(before, acts, requests);
  for (const { id: eventId, event } of events) {
    refuseUnapproved(state, event);
    const row: EventRow = {
      ...envelope(ws, eventId),
      v: eventVersion,
      replica,
      run: id,
      number: state.run.last + 1,
      epoch,
      event,
    };
    await add(ws, 'event', row);
    const { requests: asked } = state;
    state = foldRun(state, event, row.at);
    await keepRequests(ws, before, state, asked, row);
    if (event.kind === 'run-queued') before = { ...before, at: row.at, born: row.born };
    await keepAct(ws, state, row, known);
  }
  const after: RunRow = { ...before, ...state.run, phase: state.run.status.is };
  await ws.db.run.put(after);
  if (after.phase !== before.phase) await followEnd(ws, before, after);
  return { before, after, again: false };
}

/** An approval allows one thing once: an intent that names one which is not to be had is not written. */
function refuseUnapproved({ requests }: RunState, event: RunEvent): void {
  if (event.kind !== 'act-intent' || event.request === undefined) return;
  if (requests.get(event.request)?.status !== 'answered') throw new AppError('approval-void');
}

/** The requests that an event opened or changed. */
async function keepRequests(
  ws: Workspace,
  run: RunRow,
  { requests }: RunState,
  before: RunState['requests'],
  event: EventRow,
): Promise<void> {
  for (const [id, request] of requests) {
    const old = before.get(id);
    if (old === request) continue;
    await ws.db.request.put(requestRow(run, event, request, old && (await ws.db.request.get(id))));
  }
}

/** The row of a request: born with the event that opened it. */
export function requestRow(run: RunRow, row: EventRow, state: RequestState, known?: RequestRow): RequestRow {
  const { task, conversation, agent } = run;
  const envelope = { v: 1, at: known?.at ?? row.at, born: known?.born ?? row.born };
  return { ...state, ...envelope, run: run.id, task, conversation, agent };
}

/** What an event changed of its act, and the money that is free again. */
async function keepAct(ws: Workspace, state: RunState, row: EventRow, known: Map<string, ActRow>): Promise<void> {
  const { event } = row;
  if (!('act' in event) || event.act === undefined) return;
  const act = state.acts.get(event.act);
  if (!act) return;
  const next = actRow(row, act, known.get(act.id));
  known.set(act.id, next);
  await ws.db.act.put(next);
  if (event.kind !== 'act-intent' && 'attempt' in event)
    await ws.db.reservation.delete(reservationId(event.act, event.attempt));
}

/** The row of an act: born with its first intent. */
export function actRow(row: EventRow, state: ActState, known?: ActRow): ActRow {
  const { calls: _, ...act } = state;
  return { v: 1, at: known?.at ?? row.at, born: known?.born ?? row.born, run: row.run, ...act };
}

/** The key of the money set aside for an attempt. */
export const reservationId = (act: Id<'act'>, attempt: number) => `${act}|${attempt}`;

async function followEnd(ws: Workspace, before: RunRow, after: RunRow): Promise<void> {
  await updateTask(ws, after);
  if (isOver(before.status) || !isOver(after.status)) return;
  const { agent, conversation, simulated } = after;
  switch (after.status.is) {
    case 'succeeded':
      return addActivity(ws, { kind: 'answer-finished', agent, conversation, cost: after.cost, simulated });
    case 'failed':
      return addActivity(ws, { kind: 'answer-failed', agent, conversation, code: after.status.error.code });
    case 'cancelled':
      return addActivity(ws, { kind: 'answer-stopped', agent, conversation });
    case 'queued':
    case 'running':
    case 'waiting':
    case 'needs-decision':
  }
}

/** The state as the derived rows hold it: enough to fold the next event without reading all before. */
function stateOf(row: RunRow, acts: readonly ActRow[], requests: readonly RequestRow[]): RunState {
  const { status, cancelling, pausing, steering, readOnly, last, steps, cost, since, tip } = row;
  return {
    run: { status, cancelling, pausing, steering, readOnly, last, steps, cost, since, tip },
    acts: new Map(acts.map(act => [act.id, { ...act, calls: [] }])),
    requests: new Map(requests.map(request => [request.id, request])),
    heard: 0,
  };
}
