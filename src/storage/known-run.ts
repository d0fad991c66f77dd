import Dexie from 'dexie';
import type { EventRow } from '../domain/event';
import type { Id } from '../domain/id';
import type { RequestRow } from '../domain/request';
import type { ActRow, RunRow } from '../domain/run';
import type { MessageReading } from './messages';
import type { Workspace } from './open';

/**
 * What the leader keeps of the runs it holds, so that no step reads again what it has just written. It is never trusted by
 * itself: a transaction reads the run's row, and goes by what is kept only where that row is still at the event that was
 * written last under the same lead. Whoever else changes a run adds an event to it, or takes the lead.
 */
export interface KnownRun {
  /** As it was written last. */
  row: RunRow;
  acts: ReadonlyMap<string, ActRow>;
  requests: ReadonlyMap<string, RequestRow>;
}

interface HeldRun {
  epoch: number;
  known?: KnownRun;
  /** Written and not taken yet. */
  events: EventRow[];
  messages: MessageReading[];
}

const held = new WeakMap<Workspace, Map<Id<'run'>, HeldRun>>();

/** Begins to keep what is written of a run under `epoch`; what was kept of it before is forgotten. */
export function holdRun(ws: Workspace, epoch: number, run: Id<'run'>): void {
  const runs = held.get(ws) ?? new Map<Id<'run'>, HeldRun>();
  held.set(ws, runs.set(run, { epoch, events: [], messages: [] }));
}

/** Keeps nothing more of a run that was held under `epoch`. */
export function letGo(ws: Workspace, epoch: number, run: Id<'run'>): void {
  if (heldUnder(ws, epoch, run)) held.get(ws)?.delete(run);
}

function heldUnder(ws: Workspace, epoch: number, run: Id<'run'>): HeldRun | undefined {
  const one = held.get(ws)?.get(run);
  return one?.epoch === epoch ? one : undefined;
}

/** The acts and requests of a run whose `row` was read in this transaction; nothing where others have written since. */
export function knownOf(ws: Workspace, epoch: number, row: RunRow | undefined): KnownRun | undefined {
  const known = row && heldUnder(ws, epoch, row.id)?.known;
  return known?.row.last === row?.last ? known : undefined;
}

/** Keeps what this transaction writes of a held run, once that is in the database. */
export function keepWritten(
  ws: Workspace,
  epoch: number,
  { before, events, ...after }: KnownRun & { before: RunRow; events: readonly EventRow[] },
): void {
  const one = heldUnder(ws, epoch, after.row.id);
  if (!one) return;
  onceWritten(() => {
    // What is between two events that were kept has to be read.
    if (one.known && one.known.row.last !== before.last) one.events = [];
    one.events.push(...events);
    one.known = after;
  });
}

/** Keeps what this leader has just hung at the end of a held run. */
export function keepMessages(ws: Workspace, epoch: number, run: Id<'run'>, messages: readonly MessageReading[]): void {
  heldUnder(ws, epoch, run)?.messages.push(...messages);
}

/**
 * What was written of a held run since its event `after`, once: it is how the run stands in the moment after the write,
 * not later. Nothing where part of it was written by others.
 */
export function takeWritten(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  after: number,
): { row: RunRow; events: readonly EventRow[] } | undefined {
  const one = heldUnder(ws, epoch, run);
  if (!one?.known) return undefined;
  const events = one.events.splice(0);
  const { row } = one.known;
  return events[0]?.number === after + 1 && row.last === after + events.length ? { row, events } : undefined;
}

/** A branch with the messages at its end that were written and not taken yet. */
export function withWritten(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  branch: readonly MessageReading[],
): MessageReading[] {
  const written = heldUnder(ws, epoch, run)?.messages.splice(0) ?? [];
  const tip = branch.at(-1);
  return tip && written[0]?.row.parent === tip.row.id ? [...branch, ...written] : [...branch];
}

function onceWritten(keep: () => void): void {
  let transaction = Dexie.currentTransaction;
  while (transaction.parent) transaction = transaction.parent;
  transaction.on('complete', keep);
}
