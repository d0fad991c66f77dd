import type { ErrorValue } from './error';
import type { ActState, RunState } from './fold';
import type { Id } from './id';

/** What a run does next. */
export type Move =
  /** Ask the model: a new act, or the next attempt at one that failed. */
  | { do: 'ask'; act?: Id<'act'>; attempt: number }
  /** Carry out the tool call `call` of the last answer. */
  | { do: 'use-tool'; call: string; attempt: number }
  /** An intent without an outcome, left by a leader that is gone; what may be repeated freely simply is. */
  | { do: 'settle'; act: ActState }
  | { do: 'finish' }
  | { do: 'fail'; error: ErrorValue };

/** Attempts at one model call before the run gives up. */
export const mostAttempts = 4;

/** Model calls one run may make. */
export const mostSteps = 24;

/** Decided from the state alone, so that a new leader decides the same. */
export function nextMove({ run, acts }: RunState): Move {
  const inOrder = [...acts.values()].sort((a, b) => a.number - b.number);
  const open = inOrder.find(act => act.status === 'intent');
  if (open) {
    const again = open.kind === 'tool-call' && (open.effect === 'pure' || open.effect === 'read');
    return again && open.call !== undefined
      ? { do: 'use-tool', call: open.call, attempt: open.attempt + 1 }
      : { do: 'settle', act: open };
  }

  const asked = inOrder.filter(act => act.kind === 'model-call').at(-1);
  if (!asked) return { do: 'ask', attempt: 1 };
  if (asked.status === 'failed-retryable') {
    return asked.attempt < mostAttempts
      ? { do: 'ask', act: asked.id, attempt: asked.attempt + 1 }
      : { do: 'fail', error: { code: 'provider-failed', retryable: true, parameters: { attempts: asked.attempt } } };
  }
  if (asked.status !== 'succeeded')
    return { do: 'fail', error: { code: 'interrupted', retryable: true, parameters: {} } };

  const done = new Set(
    inOrder.filter(act => act.kind === 'tool-call' && act.number > asked.number).map(act => act.call),
  );
  const call = asked.calls.find(one => !done.has(one));
  if (call !== undefined) return { do: 'use-tool', call, attempt: 1 };
  if (asked.calls.length === 0) return { do: 'finish' };
  if (run.steps >= mostSteps)
    return { do: 'fail', error: { code: 'too-many-steps', retryable: false, parameters: { steps: run.steps } } };
  return { do: 'ask', attempt: 1 };
}
