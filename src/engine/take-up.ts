import type { ActState } from '../domain/fold';
import { errorValue } from '../domain/error';
import type { DraftCheckpoint } from '../storage/drafts';
import { endAtProvider, keepOrHold } from './hold';
import { keepResult } from './keep-result';
import { prepareCall, windowFor } from './prepare-call';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call, CallResult } from './call';
import { bookAgain, bookedSoFar, callOff, readOn } from './step';

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
  const isReachable = engine.keysOpen() && engine.online.now();
  // Whoever stops a run does not wait to be told what it cost.
  if (run.row.cancelling && !isReachable) return undefined;
  if (!engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!engine.online.now()) return { go: 'wait', for: 'network' };
  try {
    const prepared = await prepareCall(run, await windowFor(run), act.id, act.attempt);
    // It was sent under this one, perhaps for a shorter answer.
    const call = act.ceiling === undefined ? prepared : { ...prepared, ceiling: act.ceiling };
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
