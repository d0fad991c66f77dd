import Dexie from 'dexie';
import { AppError } from '../domain/error';
import type { EventRow, RunEvent } from '../domain/event';
import { emptyRun, foldAll, foldRun, isOver, type RunState } from '../domain/fold';
import type { Id, ReplicaId } from '../domain/id';
import { eventVersion, upcastEvent } from '../domain/upcast';
import type { ActRow, RunRow } from '../domain/run';
import { addActivity } from './activity';
import { commit } from './commit';
import { wordsOf, type Word } from './family';
import { actRow, closedOf, requestRow, stateOf } from './journal-rows';
import { keepWritten, knownOf, takeWritten, type KnownRun } from './known-run';
import { proveLead } from './lease';
import type { Workspace } from './open';
import { open, openAll } from './seal';
import { updateTask } from './tasks';
import { answerPlaces } from './unsent';
import { envelope, freshId } from './write';

/** The tables an event of a run touches. */
export const journalTables = [
  'device',
  'event',
  'run',
  'act',
  'request',
  'task',
  'activity',
  'reservation',
  'unsent',
] as const;

/** Phases in which something may still happen. */
export const openPhases: readonly RunRow['phase'][] = ['queued', 'running', 'waiting', 'needs-decision'];

/** A run as its events tell it. */
export interface RunReading {
  row: RunRow;
  state: RunState;
}

/**
 * Reads a run, with the model it goes on with, and folds its events; what was read `before` is read on from where it
 * ended. Throws `not-found`.
 */
export async function readRun(ws: Workspace, id: Id<'run'>, before?: RunReading): Promise<RunReading> {
  const known = before?.state.run.last ?? 0;
  const [sealed, events] = await ws.db.transaction('r', ['run', 'event'], async () =>
    Promise.all([ws.db.run.get(id), eventsOf(ws, id, known)]),
  );
  if (!sealed) throw new AppError('not-found', { parameters: { what: 'run' } });
  const row = await openRun(sealed);
  if (!before) return { row, state: foldEvents(row, events) };
  // A merge may have brought events in between.
  if (row.last !== known + events.length) return readRun(ws, id);
  return { row, state: foldAll(before.state, events) };
}

/** The same of a run that is held under `epoch`: what its leader has written just now is not read again. */
export async function readHeldRun(
  ws: Workspace,
  epoch: number,
  id: Id<'run'>,
  before: RunReading | undefined,
): Promise<RunReading> {
  const written = before && takeWritten(ws, epoch, id, before.state.run.last);
  if (!before || !written) return readRun(ws, id, before);
  return { row: await openRun(written.row), state: foldAll(before.state, written.events) };
}

async function openRun(sealed: RunRow): Promise<RunRow> {
  const row = { ...sealed, body: await open(sealed.body) };
  return row.instead ? { ...row, body: { ...row.body, model: row.instead.to } } : row;
}

/** The events of a run in the order they were written, or those after the one with the number `after`. */
export async function eventsOf(ws: Workspace, run: Id<'run'>, after = 0): Promise<EventRow[]> {
  const rows = await ws.db.event.where('[run+number]').between([run, after], [run, Dexie.maxKey], false).toArray();
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
  const own = rows.filter(row => row.home === ws.replica).sort(byAge);
  return openAll(own);
}

/** Runs in the order they began: the id of one that another began says nothing of when. */
export const byAge = (a: Pick<RunRow, 'born'>, b: Pick<RunRow, 'born'>): number => (a.born < b.born ? -1 : 1);

/** Whether a run has begun something whose outcome is not written yet. */
export async function hasOpenAct(ws: Workspace, run: Id<'run'>): Promise<boolean> {
  const acts = await ws.db.act.where('run').equals(run).toArray();
  return acts.some(act => act.status === 'intent');
}

/** Takes a run up under `epoch`; one that is over or already taken up stays as it is. Throws `not-found`, `stale-epoch`. */
export async function leaseRun(ws: Workspace, epoch: number, id: Id<'run'>): Promise<void> {
  const events = withIds(ws, [{ kind: 'run-leased', epoch }]);
  await commit(ws, journalTables, async () => {
    const journal = await openJournal(ws, epoch, id);
    const { status } = journal.run;
    if (isOver(status) || status.is === 'needs-decision') return;
    if (status.is === 'running' && status.epoch === epoch) return;
    await recordIn(ws, epoch, journal, events);
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

/** What a run's events are written on. */
interface Journal {
  run: RunRow;
  replica: ReplicaId;
  /** Where its acts and requests need not be read. */
  known?: KnownRun | undefined;
}

/** Opens a run's journal inside a transaction over `journalTables`. Throws `not-found`, `stale-epoch`. */
export async function openJournal(ws: Workspace, epoch: number, id: Id<'run'>): Promise<Journal> {
  const [run, replica] = await Promise.all([ws.db.run.get(id), proveLead(ws, epoch)]);
  if (!run) throw new AppError('not-found', { parameters: { what: 'run' } });
  return { run, replica, known: knownOf(ws, epoch, run) };
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
  return recordIn(ws, epoch, await openJournal(ws, epoch, id), events);
}

/** The same in a journal that this transaction has opened. */
export async function recordIn(
  ws: Workspace,
  epoch: number,
  { run, replica, known: kept }: Journal,
  events: readonly IdentifiedEvent[],
): Promise<{ before: RunRow; after: RunRow; again: boolean }> {
  // What a held run is known by was there before these events were made.
  const { again = false, ...known }: KnownRun & Again = kept ?? (await readRows(ws, run, events[0]?.id));
  if (again) return { before: run, after: run, again };

  let before = run;
  let state = stateOf(run, known);
  const written = { events: new Array<EventRow>(), acts: new Map(known.acts), requests: new Map(known.requests) };
  for (const { id: eventId, event } of events) {
    refuseUnapproved(state, event);
    const number = state.run.last + 1;
    const row: EventRow = { ...envelope(ws, eventId), v: eventVersion, replica, run: run.id, number, epoch, event };
    const next = foldRun(state, event, row.at);
    if (event.kind === 'run-queued') before = { ...before, at: row.at, born: row.born };
    written.events.push(row);
    for (const request of changedOf(state.requests, next.requests))
      written.requests.set(request.id, requestRow(before, row, request, written.requests.get(request.id)));
    for (const act of changedOf(state.acts, next.acts))
      written.acts.set(act.id, actRow(row, act, written.acts.get(act.id)));
    state = next;
  }
  const after: RunRow = { ...before, ...state.run, phase: state.run.status.is };
  await Promise.all([
    ws.db.event.bulkAdd(written.events),
    ws.db.act.bulkPut(changedOf(known.acts, written.acts)),
    ws.db.request.bulkPut(changedOf(known.requests, written.requests)),
    ws.db.unsent.bulkDelete(closedOf(known.requests, written.requests).flatMap(answerPlaces)),
    ws.db.reservation.bulkDelete(events.flatMap(({ event }) => freedBy(event, written.acts))),
    ws.db.run.put(after),
    after.phase === before.phase ? undefined : followEnd(ws, before, after),
  ]);
  keepWritten(ws, epoch, { ...written, row: after, before });
  for (const word of wordsOf({ before, after, state }, events)) await pass(ws, epoch, word);
  return { before, after, again: false };
}

/** Whether what is to be written is there already. */
interface Again {
  again?: boolean;
}

/** What is kept of a held run, as the database has it. */
async function readRows(ws: Workspace, row: RunRow, event: Id<'event'> | undefined): Promise<KnownRun & Again> {
  const [written, acts, requests] = await Promise.all([
    event && ws.db.event.get(event),
    ws.db.act.where('run').equals(row.id).toArray(),
    ws.db.request.where('run').equals(row.id).toArray(),
  ]);
  return { row, acts: byId(acts), requests: byId(requests), again: written !== undefined };
}

/** Tells another run of the same family. One that is over, or is not here, has no use for it. */
async function pass(ws: Workspace, epoch: number, { to, id, event }: Word): Promise<void> {
  const row = await ws.db.run.get(to);
  if (row && !isOver(row.status) && !(await ws.db.event.get(id))) await record(ws, epoch, to, [{ id, event }]);
}

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map<string, Row>(rows.map(row => [row.id, row]));

/** What is new or another than before. */
function changedOf<Value>(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): Value[] {
  return [...after].flatMap(([id, value]) => (before.get(id) === value ? [] : [value]));
}

/** An approval allows one thing once: an intent that names one which is not to be had is not written. */
function refuseUnapproved({ requests }: RunState, event: RunEvent): void {
  if (event.kind !== 'act-intent' || event.request === undefined) return;
  if (requests.get(event.request)?.status !== 'answered') throw new AppError('approval-void');
}

/** The money that is free again once an attempt is over; for a tool call none was set aside. */
function freedBy(event: RunEvent, acts: ReadonlyMap<string, ActRow>): string[] {
  if (event.kind === 'act-intent' || !('act' in event) || event.act === undefined || !('attempt' in event)) return [];
  if (acts.get(event.act)?.kind === 'tool-call') return [];
  return [reservationId(event.act, event.attempt)];
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
