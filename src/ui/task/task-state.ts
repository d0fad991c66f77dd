import type { RunRow, RunStatus } from '../../domain/run';
import type { TaskStatus } from '../../domain/task';
import type { StateName } from '../parts/state';
import { whatHappened } from '../tell-error';
import { waitEnd } from '../wait-end';
import { todayWords } from '../words/today';

/** What a run does, in a few words. */
export function doing(run: RunRow): string {
  const words = todayWords();
  const { status } = run;
  switch (status.is) {
    case 'queued':
      return words.queued;
    case 'running':
      return run.steps > 1 ? words.step(run.steps) : words.answering;
    case 'waiting':
      return waiting(status);
    case 'succeeded':
      return words.done;
    case 'failed':
      return whatHappened(status.error);
    case 'cancelled':
      return words.cancelled;
    case 'needs-decision':
      return words.decide;
  }
}

function waiting(status: Extract<RunStatus, { is: 'waiting' }>): string {
  const words = todayWords();
  const end = waitEnd(status);
  return end === undefined ? words.waits[status.for] : words.waitsUntil(words.waits[status.for], end);
}

/** The shape a task is drawn with. */
export function stateOf(status: TaskStatus, run: RunRow | undefined): StateName {
  switch (status) {
    case 'needs-you':
    case 'in-review':
      return 'needs-you';
    case 'draft':
    case 'ready':
      return 'waiting';
    case 'running':
      return run?.status.is === 'waiting' || run?.status.is === 'queued' ? 'waiting' : 'running';
    case 'done':
      return 'done';
    case 'rejected':
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'stopped';
  }
}
