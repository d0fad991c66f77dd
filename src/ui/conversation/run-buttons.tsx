import type { RunRow } from '../../domain/run';
import { stop } from '../../state/drafts';
import { pause, resume } from '../../state/steering';
import { attempt } from '../attempt';
import { Button, IconButton } from '../parts/button';
import { conversationWords } from '../words/conversation';
import style from './composer.module.css';

/** Whether the user holds a run, or has asked to. */
export const isPaused = (run: RunRow): boolean =>
  run.pausing || (run.status.is === 'waiting' && run.status.for === 'paused');

/** Whether a run has not come to its end. */
export function isUnderWay(run: RunRow | undefined): boolean {
  return run !== undefined && (run.phase === 'queued' || run.phase === 'running' || run.phase === 'waiting');
}

/** What can be done to a run under way. */
export function RunButtons({ run }: { run: RunRow }) {
  const words = conversationWords();
  const held = isPaused(run);
  return (
    <span class={style.run}>
      {held ? (
        <Button icon="play" look={run.steps === 0 ? 'go' : undefined} onClick={() => void attempt(resume(run.id))}>
          {run.steps === 0 ? words.begin : words.resume}
        </Button>
      ) : (
        <IconButton icon="pause" label={words.pauseKeyed} onClick={() => void attempt(pause(run.id))} />
      )}
      <Button icon="stop" onClick={() => void attempt(stop(run.id))}>
        {words.stop}
        <kbd class="wide-only">{words.stopKey}</kbd>
      </Button>
    </span>
  );
}
