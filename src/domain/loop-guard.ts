import type { ActState } from './fold';

/** What the guard looks at, in order: tool calls, answers and compactions of one run. */
export type GuardedAct = Pick<ActState, 'kind' | 'tool' | 'same' | 'left'>;

/** `warn`: the model is told. `stop`: the user is asked. `count`: how often the same was done. */
export interface Verdict {
  is: 'fine' | 'warn' | 'stop';
  count: number;
}

/** The same call from this many times on is told to the model. */
export const warnAt = 3;
/** And from this many on the user is asked. */
export const stopAt = 5;

/** Whether a run goes in circles (RUNTIME: Loop guard). Acts without `same` (polling tools) are not looked at. */
export function guard(acts: readonly GuardedAct[]): Verdict {
  const last = acts.findLast(act => act.kind === 'tool-call' && act.same !== undefined);
  const count = last ? acts.filter(act => act.same === last.same && act.tool === last.tool).length : 0;
  return { is: count >= stopAt ? 'stop' : count >= warnAt ? 'warn' : 'fine', count };
}
