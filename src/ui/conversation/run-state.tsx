import { needsUser, type RunRow, type RunStatus } from '../../domain/run';
import { hrefOf } from '../../state/place';
import { State, type StateName } from '../parts/state';
import { waitEnd } from '../wait-end';
import { errandWords } from '../words/errands';

/** How a run stands, in a word; where it waits for the user, the way there. */
export function RunState({ run: { status, conversation } }: { run: RunRow }) {
  const words = errandWords();
  if (status.is !== 'waiting' && status.is !== 'needs-decision')
    return <State is={shapes[status.is]}>{words.states[status.is]}</State>;
  const isUsers = status.is === 'needs-decision' || needsUser(status.for);
  const said = status.is === 'waiting' ? waitWords(status) : words.states[status.is];
  if (!isUsers) return <State is="waiting">{said}</State>;
  return (
    <a href={hrefOf({ at: 'conversation', id: conversation })}>
      <State is="needs-you">{said}</State>
    </a>
  );
}

function waitWords(status: Extract<RunStatus, { is: 'waiting' }>): string {
  const words = errandWords();
  const end = waitEnd(status);
  return end === undefined ? words.waits[status.for] : words.waitsUntil(words.waits[status.for], end);
}

const shapes: Record<'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled', StateName> = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'stopped',
};
