import type { RunState } from '../domain/fold';
import { mostLeft } from '../domain/loop-guard';
import { weighFiles } from '../domain/sent-file';
import type { Call } from './call';

/** Share of the context window from which on a request is made smaller first. */
const full = 0.85;
/** UTF-8 bytes of a request body per token, on the safe side for prose and JSON. */
const bytesPerToken = 3.2;
/** Compactions of a run that may be of no use, or fail at the provider, before it does without (RUNTIME: Loop guard). */
const mostPointless = 2;

/** Whether the window of a call has to be made smaller, and may be: a summary that does not help is not tried again. */
export function isTooFull(state: RunState, call: Call): boolean {
  const size = call.info?.contextWindow;
  if (size === undefined) return false;
  const files = weighFiles(call.request.turns, call.request.files);
  const tokens = (new TextEncoder().encode(call.body).length - files.bytes) / bytesPerToken + (files.tokens ?? 0);
  if (tokens + call.request.maxOutput < size * full) return false;
  const done = [...state.acts.values()].filter(act => act.kind === 'compaction');
  const pointless = done.filter(act => (act.left ?? 0) > mostLeft || (act.refused ?? 0) > 0);
  return pointless.length < mostPointless;
}
