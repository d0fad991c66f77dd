import { openChildren } from './children';
import type { ErrorValue } from './error';
import { isSteered, openRequests, type ActState, type RunState } from './fold';
import type { Id } from './id';
import { guard } from './loop-guard';
import type { RequestState } from './request';
import { isToolAct } from './run';

/** What a run does next. */
export type Move =
  /** Ask the model: a new act, or the next attempt at one that failed. */
  | { do: 'ask'; act?: Id<'act'>; attempt: number }
  /** Carry out the tool call `call` of the last answer, and with it those after it that only read. */
  | { do: 'use-tool'; call: string; attempt: number }
  /** An intent without an outcome, left by a leader that is gone; what may be repeated freely simply is. */
  | { do: 'settle'; act: ActState }
  /** The user has said whether an act that was cut off has happened. */
  | { do: 'take-word'; act: ActState; happened: boolean }
  /** The user wrote while it worked; `skipped` tool calls of the last answer are not done any more. */
  | { do: 'hear'; messages: Id<'message'>[]; skipped: string[] }
  /** A run that it began is over: what came of it is read. */
  | { do: 'read-child'; act: ActState }
  /** Wait for the user, an answer or the end of a pause, or for the runs it began. */
  | { do: 'hold'; for: 'approval' | 'input' | 'paused' | 'child' }
  /** Ask whether to go on: it repeats itself, or its steps or, if told, its minutes are used up. */
  | { do: 'check-in'; asks: 'loop' | 'limit'; count: number; minutes?: number }
  | { do: 'cancel' }
  | { do: 'finish' }
  | { do: 'fail'; error: ErrorValue };

/** Attempts at one model call that come to nothing, on the provider's side, before the run gives up. */
export const mostAttempts = 4;

/** Model calls after which a run asks whether to go on. */
export const mostSteps = 24;

/** Milliseconds of work after which a run asks whether to go on; waiting does not count. */
export const mostTime = 30 * 60_000;

/** Decided from the state alone, so that a new leader decides the same. */
export function nextMove(state: RunState): Move {
  const { run, requests } = state;
  const acts = [...state.acts.values()].sort((a, b) => a.number - b.number);
  const open = acts.find(act => act.status === 'intent' && act.kind !== 'child-run');
  if (open) return resumeAct(open);
  const children = openChildren(acts);
  const ended = children.find(act => act.over);
  if (ended) return { do: 'read-child', act: ended };
  // Who stops or pauses a run stops or pauses those it began: they end, and so does the wait.
  if (children.length > 0) return { do: 'hold', for: 'child' };
  if (run.cancelling) return { do: 'cancel' };
  const asked = acts.filter(act => act.kind === 'model-call').at(-1);
  const todo = asked ? callsToDo(asked, acts) : [];
  const unknown = acts.find(act => act.status === 'unknown');
  const word = unknown && [...requests.values()].findLast(one => one.asks === 'outcome' && one.act === unknown.id);
  // Before anything else is read: the result belongs right behind its call.
  if (unknown && word?.status === 'answered')
    return run.pausing ? { do: 'hold', for: 'paused' } : takeWord(unknown, word);
  if (isSteered(run)) return { do: 'hear', messages: [...run.steering], skipped: todo };
  // What asks for a budget is asked again when there may be room: the call is weighed anew.
  const [waiting] = openRequests(state).filter(one => one.asks !== 'budget');
  if (waiting) return { do: 'hold', for: waiting.asks === 'approval' ? 'approval' : 'input' };
  if (run.pausing) return { do: 'hold', for: 'paused' };

  if ([...requests.values()].some(one => one.asks === 'budget' && one.answer === 'rejected')) return { do: 'cancel' };
  // What calls nothing off is read once nothing of the last answer is left to do.
  if (run.steering.length > 0 && todo.length === 0) return { do: 'hear', messages: [...run.steering], skipped: [] };

  if (!asked || asked.number <= state.heard) return ask(state, acts);
  if (asked.status === 'failed-retryable') return askAgain(asked);
  if (asked.status !== 'succeeded')
    return { do: 'fail', error: { code: 'interrupted', retryable: true, parameters: {} } };
  const [call] = todo;
  if (call !== undefined) return { do: 'use-tool', call, attempt: 1 };
  return asked.calls.length === 0 ? { do: 'finish' } : ask(state, acts);
}

/** The tool calls of an answer that were not begun. */
function callsToDo(asked: ActState, acts: readonly ActState[]): string[] {
  const begun = new Set(acts.filter(act => isToolAct(act) && act.number > asked.number).map(act => act.call));
  return asked.calls.filter(call => !begun.has(call));
}

function resumeAct(open: ActState): Move {
  const again = open.kind === 'tool-call' && open.effect !== 'write' && open.effect !== 'billed';
  return again && open.call !== undefined
    ? { do: 'use-tool', call: open.call, attempt: open.attempt + 1 }
    : { do: 'settle', act: open };
}

function takeWord(act: ActState, { answer }: RequestState): Move {
  if (answer === 'again' && act.call !== undefined) return { do: 'use-tool', call: act.call, attempt: act.attempt + 1 };
  return { do: 'take-word', act, happened: answer === 'done' };
}

function askAgain(asked: ActState): Move {
  return (asked.refused ?? 0) < mostAttempts
    ? { do: 'ask', act: asked.id, attempt: asked.attempt + 1 }
    : { do: 'fail', error: { code: 'provider-failed', retryable: true, parameters: { attempts: asked.attempt } } };
}

/** A new question to the model, unless the run goes in circles or has gone on for long: the user decides about those. */
function ask({ requests }: RunState, acts: readonly ActState[]): Move {
  const checks = [...requests.values()].filter(one => one.asks === 'loop' || one.asks === 'limit');
  if (checks.some(one => one.answer === 'rejected')) return { do: 'cancel' };
  // Whoever writes instead of answering wants it to go on, otherwise.
  const passed = checks.filter(one => one.answer === 'approved' || one.status === 'void');
  const allowed = Math.max(0, ...passed.map(one => one.after));
  const recent = acts.slice(allowed);
  const verdict = guard(recent);
  if (verdict.is === 'stop') return { do: 'check-in', asks: 'loop', count: verdict.count };
  const steps = recent.filter(act => act.kind === 'model-call').length;
  if (steps >= mostSteps) return { do: 'check-in', asks: 'limit', count: steps };
  const own = recent.filter(act => act.kind !== 'child-run');
  const time = own.reduce((sum, act) => sum + Math.max(0, (act.ended ?? act.started) - act.started), 0);
  if (time >= mostTime) return { do: 'check-in', asks: 'limit', count: steps, minutes: Math.round(time / 60_000) };
  return { do: 'ask', attempt: 1 };
}
