import type { RunEvent } from './event';
import type { Instant } from './id';
import type { ActRow, ActStatus, RunRow } from './run';

/** What the events of one run add up to. */
export interface RunState {
  run: Pick<RunRow, 'status' | 'cancelling' | 'last' | 'steps' | 'cost' | 'since' | 'tip'>;
  acts: Map<string, ActState>;
}

export type ActState = Pick<
  ActRow,
  | 'id'
  | 'kind'
  | 'status'
  | 'effect'
  | 'reach'
  | 'attempt'
  | 'number'
  | 'call'
  | 'started'
  | 'ended'
  | 'manifest'
  | 'ceiling'
> & {
  /** Tool calls it asked for that have no act yet are still to do. */
  calls: string[];
};

/** The state before a run's first event; `tip` is the message it answers. */
export function emptyRun(tip: RunRow['tip'], since: Instant): RunState {
  return {
    run: { status: { is: 'queued' }, cancelling: false, last: 0, steps: 0, cost: 0, since, tip },
    acts: new Map(),
  };
}

/**
 * The next state: pure, and the only place where a run's state is decided. Events of a finished run change nothing but
 * its count and its cost (a late bill still belongs to it).
 */
export function foldRun(state: RunState, event: RunEvent, at: Instant): RunState {
  const run = { ...state.run, last: state.run.last + 1 };
  const next: RunState = { run, acts: state.acts };
  if (isOver(state.run.status)) {
    run.cost += costIn(event);
    return next;
  }
  switch (event.kind) {
    case 'run-queued':
      return enter(next, { is: 'queued' }, at);
    case 'run-leased':
      return enter(next, { is: 'running', epoch: event.epoch }, at);
    case 'run-waiting':
      return enter(
        next,
        event.until === undefined
          ? { is: 'waiting', for: event.for }
          : { is: 'waiting', for: event.for, until: event.until },
        at,
      );
    case 'run-woken':
      return enter(next, { is: 'queued' }, at);
    case 'cancel-requested':
      run.cancelling = true;
      return next;
    case 'run-succeeded':
      return enter(next, { is: 'succeeded' }, at);
    case 'run-failed':
      return enter(next, { is: 'failed', error: event.error }, at);
    case 'run-cancelled':
      return enter(next, { is: 'cancelled' }, at);
    case 'run-undecided':
      return enter(next, { is: 'needs-decision' }, at);
    case 'act-intent':
      return intend(next, event, at);
    case 'act-succeeded':
      return settle(next, event, 'succeeded', at);
    case 'act-failed':
      return settle(next, event, event.final ? 'failed-final' : 'failed-retryable', at);
    case 'act-cancelled':
      return settle(next, event, 'cancelled', at);
    case 'act-unknown':
      return settle(next, event, 'unknown', at);
  }
}

/** Whether nothing more can happen to a run. */
export function isOver(status: RunRow['status']): boolean {
  switch (status.is) {
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return true;
    case 'queued':
    case 'running':
    case 'waiting':
    case 'needs-decision':
      return false;
  }
}

function enter(state: RunState, status: RunRow['status'], at: Instant): RunState {
  state.run.status = status;
  state.run.since = at;
  return state;
}

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;
type Outcome = Extract<RunEvent, { kind: 'act-succeeded' | 'act-failed' | 'act-cancelled' | 'act-unknown' }>;

function intend(state: RunState, event: Intent, at: Instant): RunState {
  const known = state.acts.get(event.act);
  const act: ActState = {
    id: event.act,
    kind: event.does,
    status: 'intent',
    effect: event.effect,
    reach: event.reach,
    attempt: event.attempt,
    number: known?.number ?? state.acts.size + 1,
    started: at,
    calls: [],
    ...(event.call === undefined ? {} : { call: event.call }),
    ...(event.manifest === undefined ? {} : { manifest: event.manifest }),
    ...(event.ceiling === undefined ? {} : { ceiling: event.ceiling }),
  };
  state.acts = new Map(state.acts).set(event.act, act);
  if (event.does === 'model-call' && !known) state.run.steps += 1;
  return state;
}

function settle(state: RunState, event: Outcome, status: ActStatus, at: Instant): RunState {
  const act = state.acts.get(event.act);
  if (!act || act.attempt !== event.attempt || act.status !== 'intent') {
    state.run.cost += costIn(event);
    return state;
  }
  const calls = event.kind === 'act-succeeded' ? (event.calls ?? []) : [];
  state.acts = new Map(state.acts).set(event.act, { ...act, status, ended: at, calls });
  state.run.cost += costIn(event);
  if ('message' in event && event.message) state.run.tip = event.message;
  return state;
}

function costIn(event: RunEvent): number {
  return 'cost' in event ? (event.cost ?? 0) : 0;
}
