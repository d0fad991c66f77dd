import type { RunStatus } from '../domain/run';
import { now } from '../state/clock';
import { when } from './formats';

/** Less than a clock that shows minutes can tell. */
const soon = 60_000;

/** When a wait ends by itself, where that is known and not just about to be. */
export function waitEnd({ until }: Extract<RunStatus, { is: 'waiting' }>): string | undefined {
  return until === undefined || until - now.value < soon ? undefined : when(until, now.value);
}
