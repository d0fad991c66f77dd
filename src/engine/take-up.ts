import type { ActState } from '../domain/fold';
import { errorValue } from '../domain/error';
import { saveDraft, type DraftCheckpoint } from '../storage/drafts';
import { keepResult } from './keep-result';
import { prepareCall, windowFor } from './prepare-call';
import type { LeasedRun, Outcome } from './run';
import { bookAgain, callOff, readOn, type Call, type CallResult } from './step';

/** Milliseconds until a reply whose connection broke is read on. */
const soon = 1_000;

/**
 * Reads on a reply that its provider has gone on with, after a crash or a broken connection: the same attempt, paid once.
 * Nothing when the provider no longer has it: then it is settled with what had arrived.
 */
export async function takeUp(run: LeasedRun, act: ActState, draft: DraftCheckpoint): Promise<Outcome | undefined> {
  const { engine } = run;
  if (!draft.resume) return undefined;
  if (!engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!engine.online.now()) return { go: 'wait', for: 'network' };
  try {
    const call = await prepareCall(run, await windowFor(run), act.id, act.attempt);
    const result = await readOn(engine, call, run.abort, { parts: draft.parts, position: draft.resume });
    if (result.reply.failure?.code === 'reply-gone') return undefined;
    return await keepOrHold(run, call, result);
  } catch (error) {
    if (errorValue(error).code === 'not-found') return undefined;
    throw error;
  }
}

/** Failures of the connection, not of the reply. */
const broken: ReadonlySet<string> = new Set(['stream-cut', 'offline', 'opaque-failure', 'likely-wrong-key']);

/** Keeps what came of a call; where only the connection broke and the reply goes on, it is read on a little later. */
export async function keepOrHold(run: LeasedRun, call: Call, result: CallResult): Promise<Outcome> {
  const { engine, lead } = run;
  const { failure, position, parts } = result.reply;
  if (!position || !failure || !broken.has(failure.code) || lead.abort.aborted) return keepResult(run, call, result);
  const { id, body } = call.run;
  await saveDraft(engine.workspace, {
    run: id,
    act: call.act,
    attempt: call.attempt,
    parts,
    model: body.model.model,
    resume: position,
  });
  return failure.code === 'offline' || !engine.online.now()
    ? { go: 'wait', for: 'network' }
    : { go: 'wait', for: 'rate', until: engine.now() + soon };
}

/** A reply that was stopped here would go on at its provider, and cost: it is called off, and what it used is booked. */
export async function endAtProvider(run: LeasedRun, call: Call, result: CallResult): Promise<CallResult> {
  const { failure, position } = result.reply;
  const isStopped = failure?.code === 'aborted' || failure?.code === 'halted';
  if (!position || !isStopped || run.lead.abort.aborted) return result;
  return bookAgain(call, result, await callOff(run.engine, call, position));
}
