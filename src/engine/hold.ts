import type { ErrorCode } from '../domain/error';
import { saveDraft } from '../storage/drafts';
import { keepResult } from './keep-result';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call, CallResult } from './call';
import { bookAgain, callOff } from './step';

/** Milliseconds until a reply whose connection broke is read on. */
const soon = 1_000;

/** Failures of the connection, not of the reply, and what is waited for. */
const passing = new Map<ErrorCode, 'soon' | 'network' | 'key-locked'>([
  ['stream-cut', 'soon'],
  ['opaque-failure', 'soon'],
  ['likely-wrong-key', 'soon'],
  ['offline', 'network'],
  ['vault-locked', 'key-locked'],
  ['screen-locked', 'key-locked'],
]);

/**
 * Keeps what came of a call. Where only the connection broke and the reply goes on, it is read on a little later; where
 * only the vault knows whether the request left, and is silent, its intent stays open and is settled once it speaks.
 */
export async function keepOrHold(run: LeasedRun, call: Call, result: CallResult): Promise<Outcome> {
  const { engine, lead } = run;
  if (result.billable === undefined && !lead.abort.aborted) return { go: 'wait', for: 'key-locked' };
  const { failure, place } = result.reply;
  const wait = failure && passing.get(failure.code);
  if (!place || !wait || lead.abort.aborted) return keepResult(run, call, result);
  const { id, body } = call.run;
  const about = { run: id, act: call.act, attempt: call.attempt, model: body.model.model };
  await saveDraft(engine.workspace, { ...about, parts: place.parts, resume: place.position });
  if (wait === 'key-locked') return { go: 'wait', for: 'key-locked' };
  return wait === 'network' || !engine.online.now()
    ? { go: 'wait', for: 'network' }
    : { go: 'wait', for: 'rate', until: engine.now() + soon };
}

/** What ended a reply on this side. */
const stoppedHere: ReadonlySet<ErrorCode> = new Set(['aborted', 'halted', 'limit-ignored']);

/** A reply that was stopped here would go on at its provider, and cost: it is called off, and what it used is booked. */
export async function endAtProvider(run: LeasedRun, call: Call, result: CallResult): Promise<CallResult> {
  const { failure, place } = result.reply;
  const isStopped = failure && stoppedHere.has(failure.code);
  if (!place || !isStopped || run.lead.abort.aborted) return result;
  return bookAgain(call, result, await callOff(run.engine, call, place.position));
}
