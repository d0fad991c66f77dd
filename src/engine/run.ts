import { isAtWork } from '../domain/agent';
import { errorValue, type ErrorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { isOver } from '../domain/fold';
import type { Id } from '../domain/id';
import { nextMove, type Move } from '../domain/next-move';
import type { RunRow } from '../domain/run';
import { wait } from '../lib/wait';
import { holdRun, letGo } from '../storage/known-run';
import { appendEvents, closeToChanges, leaseRun, readHeldRun, readRun } from '../storage/runs';
import type { Engine } from './engine';
import type { Lead } from './leader';
import { askModel } from './ask-model';
import { hear } from './hear';
import type { LeasedRun, Outcome, ReadSoFar } from './leased-run';
import { isFull } from './full-disk';
import { openSetup } from './run-setup';

/** Milliseconds after which a part of the app that did not come is asked for again, each time it did not. */
const untilAsked = [500, 2_000, 5_000];

/**
 * Takes a run from where its events stand to where it ends or waits. All it decides it decides from rows, so the next
 * leader goes on where this one was lost. Stops silently once the lead is gone. Rejects where the device has no room.
 */
export async function executeRun(engine: Engine, lead: Lead, row: RunRow, abort: AbortSignal): Promise<void> {
  const { id } = row;
  const known: ReadSoFar = {};
  const setup = openSetup(engine, row);
  try {
    holdRun(engine.workspace, lead.epoch, id);
    setup.begin();
    await leaseRun(engine.workspace, lead.epoch, id);
    const outcome = await moveOn(engine, lead, id, { abort, setup, known });
    if (outcome.go === 'back') await note(engine, lead, id, { kind: 'run-woken' });
    if (outcome.go === 'wait') {
      const { for: reason, until } = outcome;
      await note(engine, lead, id, { kind: 'run-waiting', for: reason, ...(until === undefined ? {} : { until }) });
    }
  } catch (error) {
    if (isFull(error)) throw error;
    if (!lead.abort.aborted) await giveUp(engine, lead, id, errorValue(error));
  } finally {
    setup.close();
    letGo(engine.workspace, lead.epoch, id);
  }
}

/**
 * Moves until the run ends or waits. A move that lacks a part of the app is made again, from the rows, while the device
 * says that it is online: a network that has just gone, or fails once, is told of late or not at all.
 */
async function moveOn(
  engine: Engine,
  lead: Lead,
  id: Id<'run'>,
  held: Pick<LeasedRun, 'abort' | 'setup' | 'known'>,
): Promise<Exclude<Outcome, { go: 'on' }>> {
  let outcome: Outcome = { go: 'on' };
  let lacked = 0;
  while (outcome.go === 'on') {
    try {
      outcome = await move(engine, lead, id, held);
      lacked = 0;
    } catch (error) {
      const pause = untilAsked[lacked++];
      if (errorValue(error).code !== 'not-fetched-yet' || pause === undefined || !engine.online.now()) throw error;
      // Whoever stops the run does not wait for it: the next move sees that.
      await wait(pause, held.abort).catch(() => {});
    }
  }
  return outcome;
}

/** What an agent that is paused or retired does not do; what it has begun comes to its end. */
const begins: ReadonlySet<Move['do']> = new Set(['ask', 'use-tool', 'check-in']);

async function move(
  engine: Engine,
  lead: Lead,
  id: Id<'run'>,
  { abort, setup, known }: Pick<LeasedRun, 'abort' | 'setup' | 'known'>,
): Promise<Outcome> {
  if (lead.abort.aborted) return { go: 'over' };
  known.reading = await readHeldRun(engine.workspace, lead.epoch, id, known.reading);
  const { row, state } = known.reading;
  if (isOver(row.status) || row.status.is === 'needs-decision') return { go: 'over' };
  if (state.run.readOnly) {
    await closeToChanges(engine.workspace, id);
    return { go: 'over' };
  }
  const run: LeasedRun = { engine, lead, row, state, abort, setup, known };
  const next = nextMove(state);
  if (begins.has(next.do) && !isAtWork((await setup.worker()).agent)) return { go: 'wait', for: 'agent' };
  switch (next.do) {
    case 'settle':
      return (await import('./settle')).settle(run, next.act);
    case 'take-word':
      return (await import('./settle')).takeWord(run, next.act, next.happened);
    case 'hear':
      return hear(run, next.messages, next.skipped);
    case 'check-in':
      return (await import('./check-in')).checkIn(run, next);
    case 'read-child':
      return (await import('./child')).readChild(run, next.act);
    case 'hold':
      return { go: 'wait', for: next.for };
    case 'cancel':
      await note(engine, lead, id, { kind: 'run-cancelled' });
      return { go: 'over' };
    case 'ask':
      return askModel(run, next.act, next.attempt);
    case 'use-tool':
      // What tools need is fetched with the first of them.
      return (await import('./tool-call')).carryOut(run, next.call, next.attempt);
    case 'finish':
      await note(engine, lead, id, { kind: 'run-succeeded' });
      return { go: 'over' };
    case 'fail':
      await fail(engine, lead, id, next.error);
      return { go: 'over' };
  }
}

/**
 * Ends a run whose loop broke: what it had begun is settled with it, so that nothing is billed and not booked. One that
 * lacked a part of the app when the network went away, and had begun nothing, waits for the network.
 */
async function giveUp(engine: Engine, lead: Lead, id: Id<'run'>, error: ErrorValue): Promise<void> {
  const { row, state } = await readRun(engine.workspace, id);
  const open = [...state.acts.values()].filter(act => act.status === 'intent');
  if (open.length === 0 && error.code === 'not-fetched-yet' && !engine.online.now())
    return note(engine, lead, id, { kind: 'run-waiting', for: 'network' });
  if (open.length === 0) return fail(engine, lead, id, error);
  return (await import('./settle')).settleAndFail({ engine, lead, row }, open, error);
}

async function fail(engine: Engine, lead: Lead, id: Id<'run'>, error: ErrorValue): Promise<void> {
  await note(engine, lead, id, { kind: 'run-failed', error });
}

function note(engine: Engine, lead: Lead, id: Id<'run'>, event: RunEvent): Promise<void> {
  return appendEvents(engine.workspace, lead.epoch, id, [event]);
}
