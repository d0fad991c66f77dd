import { isOut } from './children';
import type { ErrorCode } from './error';
import type { RunEvent } from './event';
import type { Id, Instant } from './id';
import type { RequestState } from './request';
import type { ActRow, ActStatus, RunProgress, RunRow } from './run';

/** What the events of one run add up to. */
export interface RunState {
  run: RunProgress;
  acts: ReadonlyMap<string, ActState>;
  requests: ReadonlyMap<string, RequestState>;
  /** Acts there were when the user's words were read last: an answer from before them is not the end. */
  heard: number;
}

export type ActState = Omit<ActRow, 'v' | 'at' | 'born' | 'run'> & {
  /** Tool calls it asked for that have no act yet are still to do. */
  calls: readonly string[];
};

/** The state before a run's first event; `tip` is the message it answers. */
export function emptyRun(tip: RunRow['tip'], since: Instant): RunState {
  const flags = { cancelling: false, pausing: false, steering: [], readOnly: false };
  return {
    run: { status: { is: 'queued' }, ...flags, last: 0, steps: 0, cost: 0, unknown: 0, since, tip },
    acts: new Map(),
    requests: new Map(),
    heard: 0,
  };
}

/** A state in the making: its own copy. */
interface Growing extends RunState {
  acts: Map<string, ActState>;
  requests: Map<string, RequestState>;
}

/**
 * The next state: pure, and the only place where a run's state is decided. Events of a finished run change nothing but
 * its count and its cost (a late bill still belongs to it). An event that this version does not know makes the run
 * read-only: what it meant cannot be guessed, and nothing after it changes more than counts.
 */
export function foldRun(state: RunState, event: RunEvent, at: Instant): RunState {
  return foldAll(state, [{ event, at }]);
}

/** The same for many events in order: what there is already is copied once, not with each. */
export function foldAll(state: RunState, events: Iterable<{ event: RunEvent; at: Instant }>): RunState {
  const next = { ...state, run: { ...state.run }, acts: new Map(state.acts), requests: new Map(state.requests) };
  for (const { event, at } of events) grow(next, event, at);
  return next;
}

type Of<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

function grow(state: Growing, event: RunEvent, at: Instant): void {
  const { run } = state;
  run.last += 1;
  if (isOver(run.status) || run.readOnly) return charge(state, event);
  switch (event.kind) {
    case 'run-queued':
      return enter(state, { is: 'queued' }, at);
    case 'run-leased':
      return enter(state, { is: 'running', epoch: event.epoch }, at);
    case 'run-waiting':
      return wait(state, event, at);
    case 'run-woken':
      return enter(state, { is: 'queued' }, at);
    case 'cancel-requested':
      run.cancelling = true;
      return;
    case 'pause-requested':
      run.pausing = true;
      return;
    case 'resume-requested':
      run.pausing = false;
      return wake(state, ['paused'], at);
    case 'steering-sent':
      run.steering = [...run.steering, event.message];
      if (!event.quiet) return wake(state, ['approval', 'input'], at);
      run.quiet = [...(run.quiet ?? []), event.message];
      return;
    case 'steering-read':
      return hear(state, event, at);
    case 'request-opened':
    case 'request-answered':
    case 'request-voided':
      return foldRequest(state, event, at);
    case 'run-succeeded':
      // The user wrote before the answer was in: it is no end.
      return run.steering.length > 0 ? undefined : enter(state, { is: 'succeeded' }, at);
    case 'run-failed':
      // Nor is it one when the answer broke off: what they wrote is read, and the run goes on from there.
      return run.steering.length > 0 ? undefined : enter(state, { is: 'failed', error: event.error }, at);
    case 'run-cancelled':
      return enter(state, { is: 'cancelled' }, at);
    case 'run-undecided':
      return enter(state, { is: 'needs-decision' }, at);
    case 'child-ended':
      return endChild(state, event.act, at);
    case 'model-switched':
      return switchModel(state, event);
    case 'act-intent':
      return intend(state, event, at);
    case 'act-succeeded':
      return settle(state, event, 'succeeded', at);
    case 'act-failed':
      return settle(state, event, event.final ? 'failed-final' : 'failed-retryable', at);
    case 'act-cancelled':
      return settle(state, event, 'cancelled', at);
    case 'act-unknown':
      return settle(state, event, 'unknown', at);
    case 'late-usage':
      return charge(state, event);
    default:
      event satisfies never;
      run.readOnly = true;
  }
}

/** Whether the user has written something that takes the place of what the run waits for, or still wanted to do. */
export function isSteered({ steering, quiet = [] }: Pick<RunProgress, 'steering' | 'quiet'>): boolean {
  return steering.some(message => !quiet.includes(message));
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

function enter(state: Growing, status: RunRow['status'], at: Instant): void {
  state.run.status = status;
  state.run.since = at;
  // What an ended run still asked needs no answer.
  if (isOver(status)) voidOpen(state);
}

/** What was waited for may have come before the wait was written: then there is nothing to wait for. */
function wait(state: Growing, { for: reason, until }: Of<'run-waiting'>, at: Instant): void {
  const { pausing } = state.run;
  const open = openRequests(state).length > 0;
  const hasCome = (reason === 'approval' || reason === 'input') && (isSteered(state.run) || !open);
  const isBack = reason === 'child' && !isOut(state.acts.values());
  if (hasCome || isBack || (reason === 'paused' && !pausing)) return enter(state, { is: 'queued' }, at);
  return enter(state, { is: 'waiting', for: reason, ...(until === undefined ? {} : { until }) }, at);
}

function endChild(state: Growing, id: Id<'act'>, at: Instant): void {
  const act = state.acts.get(id);
  if (act?.status === 'intent') state.acts.set(id, { ...act, over: true });
  wake(state, ['child'], at);
}

/** Another model is asked: what the first one refused does not count against it. */
function switchModel({ run, acts }: Growing, { act: id, from, to, because }: Of<'model-switched'>): void {
  run.instead = { from, to, because };
  const act = acts.get(id);
  if (act) acts.set(id, { ...act, refused: 0 });
}

function wake(state: Growing, reasons: readonly string[], at: Instant): void {
  const { status } = state.run;
  if (status.is === 'waiting' && reasons.includes(status.for)) enter(state, { is: 'queued' }, at);
}

/** The user's words are part of the window now; what the last answer still wanted to do is off. */
function hear(state: Growing, { messages, tip }: Of<'steering-read'>, at: Instant): void {
  const isUnread = (one: Id<'message'>) => !messages.includes(one);
  state.run.steering = state.run.steering.filter(isUnread);
  if (state.run.quiet) state.run.quiet = state.run.quiet.filter(isUnread);
  state.run.tip = tip;
  for (const act of state.acts.values()) if (act.calls.length > 0) state.acts.set(act.id, { ...act, calls: [] });
  state.heard = state.acts.size;
  voidOpen(state);
  wake(state, ['approval', 'input'], at);
}

/** The requests that wait for an answer. */
export function openRequests(state: Pick<RunState, 'requests'>): RequestState[] {
  return [...state.requests.values()].filter(request => request.status === 'open');
}

function voidOpen(state: Growing): void {
  for (const request of openRequests(state)) state.requests.set(request.id, { ...request, status: 'void' });
}

type Asking = Extract<RunEvent, { kind: 'request-opened' | 'request-answered' | 'request-voided' }>;

function foldRequest(state: Growing, event: Asking, at: Instant): void {
  const { requests } = state;
  const known = requests.get(event.request);
  switch (event.kind) {
    case 'request-opened': {
      if (known) return;
      const { kind: _, request: id, ...asked } = event;
      requests.set(id, { id, status: 'open', after: state.acts.size, opened: at, ...asked });
      return;
    }
    case 'request-answered': {
      if (known?.status !== 'open') return;
      const { kind: _, request: id, ...said } = event;
      requests.set(id, { ...known, ...said, status: 'answered', answered: at });
      if (state.run.status.is === 'needs-decision') return enter(state, { is: 'queued' }, at);
      if (openRequests(state).length === 0) wake(state, ['approval', 'input', 'budget'], at);
      return;
    }
    case 'request-voided':
      if (known && known.status !== 'used') requests.set(known.id, { ...known, status: 'void' });
      // With nothing left to answer it waits for nobody.
      if (openRequests(state).length === 0) wake(state, ['approval', 'input'], at);
  }
}

/** What stopped an attempt on this side: the provider had no part in it. */
const stoppedHere: ReadonlySet<ErrorCode> = new Set(['halted', 'offline', 'vault-locked', 'screen-locked']);

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;
type Outcome = Extract<RunEvent, { kind: 'act-succeeded' | 'act-failed' | 'act-cancelled' | 'act-unknown' }>;

function intend(state: Growing, event: Intent, at: Instant): void {
  const { act: id, attempt, effect, reach, call, tool, same, manifest, ceiling } = event;
  const known = state.acts.get(id);
  const act: ActState = {
    id,
    kind: event.does,
    status: 'intent',
    effect,
    reach,
    attempt,
    number: known?.number ?? state.acts.size + 1,
    started: at,
    calls: [],
    ...(known?.refused === undefined ? {} : { refused: known.refused }),
    ...(call === undefined ? {} : { call }),
    ...(tool === undefined ? {} : { tool }),
    ...(same === undefined ? {} : { same }),
    ...(manifest === undefined ? {} : { manifest }),
    ...(ceiling === undefined ? {} : { ceiling }),
  };
  if (event.does === 'model-call' && !known) state.run.steps += 1;
  useUp(state, event.request);
  voidBudgets(state, event.does);
  state.acts.set(id, act);
}

/** An approval is used up by the intent of what it allowed. */
function useUp({ requests }: Growing, id: Id<'request'> | undefined): void {
  const request = id === undefined ? undefined : requests.get(id);
  if (request?.status === 'answered') requests.set(request.id, { ...request, status: 'used' });
}

/** A call that is made needs no leave of a budget any more: there was room after all. */
function voidBudgets({ requests }: Growing, does: Intent['does']): void {
  if (does !== 'model-call' && does !== 'compaction') return;
  for (const request of requests.values())
    if (request.asks === 'budget' && request.status === 'open')
      requests.set(request.id, { ...request, status: 'void' });
}

function settle(state: Growing, event: Outcome, status: ActStatus, at: Instant): void {
  const act = state.acts.get(event.act);
  const isOpen = act?.status === 'intent' || act?.status === 'unknown';
  if (!act || !isOpen || act.attempt !== event.attempt) return charge(state, event);
  const settled: ActState = { ...act, status, ended: at, calls: [] };
  if (event.kind === 'act-failed' && !stoppedHere.has(event.error.code)) settled.refused = (act.refused ?? 0) + 1;
  if (event.kind === 'act-succeeded') {
    settled.calls = event.calls ?? [];
    if (event.same !== undefined) settled.same = event.same;
    if (event.left !== undefined) settled.left = event.left;
  }
  charge(state, event);
  if ('message' in event && event.message) state.run.tip = event.message;
  state.acts.set(event.act, settled);
}

/** A row that never counted its unknown calls does not begin in the middle: it is told from all its events. */
function charge({ run }: Growing, event: RunEvent): void {
  if ('cost' in event) run.cost += event.cost ?? 0;
  if ('unknown' in event && run.unknown !== undefined) run.unknown += Number(event.unknown ?? 0);
}
