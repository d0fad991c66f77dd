import type { ActState } from '../domain/fold';
import { errorValue, type ErrorCode } from '../domain/error';
import { saveDraft, type DraftCheckpoint } from '../storage/drafts';
import { keepResult } from './keep-result';
import { prepareCall, windowFor } from './prepare-call';
import type { LeasedRun, Outcome } from './run';
import { bookAgain, bookedSoFar, callOff, readOn, type Call, type CallResult } from './step';

/** Milliseconds until a reply whose connection broke is read on. */
const soon = 1_000;

/** Milliseconds a provider keeps such a reply: OpenAI says about ten minutes. */
const keptFor = 11 * 60_000;

/**
 * Reads on a reply that its provider has gone on with, after a crash or a broken connection: the same attempt, paid once.
 * One that was to be stopped is called off instead. Nothing when the provider no longer has it: then it is settled with
 * what had arrived.
 */
export async function takeUp(run: LeasedRun, act: ActState, draft: DraftCheckpoint): Promise<Outcome | undefined> {
  const { engine } = run;
  const { resume, parts } = draft;
  if (!resume || engine.now() - act.started > keptFor) return undefined;
  if (!engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!engine.online.now()) return { go: 'wait', for: 'network' };
  try {
    const call = await prepareCall(run, await windowFor(run), act.id, act.attempt);
    if (run.row.cancelling) return await keepResult(run, call, await stopped(run, call, draft));
    const result = await readOn(engine, call, run.abort, { parts, position: resume });
    if (result.reply.failure?.code === 'reply-gone') return undefined;
    return await keepOrHold(run, call, await endAtProvider(run, call, result));
  } catch (error) {
    if (errorValue(error).code === 'not-found') return undefined;
    throw error;
  }
}

/** A reply that the user stopped when nobody was reading it. */
async function stopped({ engine }: LeasedRun, call: Call, { resume, parts }: DraftCheckpoint): Promise<CallResult> {
  const failure = { code: 'aborted', retryable: false, parameters: {} } as const;
  const result = bookedSoFar(call, { parts: [...parts], failure });
  return resume ? bookAgain(call, result, await callOff(engine, call, resume)) : result;
}

/** Failures of the connection, not of the reply, and what is waited for. */
const passing = new Map<ErrorCode, 'soon' | 'network' | 'key-locked'>([
  ['stream-cut', 'soon'],
  ['opaque-failure', 'soon'],
  ['likely-wrong-key', 'soon'],
  ['offline', 'network'],
  ['vault-locked', 'key-locked'],
  ['screen-locked', 'key-locked'],
]);

/** Keeps what came of a call; where only the connection broke and the reply goes on, it is read on a little later. */
export async function keepOrHold(run: LeasedRun, call: Call, result: CallResult): Promise<Outcome> {
  const { engine, lead } = run;
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

/** A reply that was stopped here would go on at its provider, and cost: it is called off, and what it used is booked. */
export async function endAtProvider(run: LeasedRun, call: Call, result: CallResult): Promise<CallResult> {
  const { failure, place } = result.reply;
  const isStopped = failure?.code === 'aborted' || failure?.code === 'halted';
  if (!place || !isStopped || run.lead.abort.aborted) return result;
  return bookAgain(call, result, await callOff(run.engine, call, place.position));
}
