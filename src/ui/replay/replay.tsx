import { replayHere } from '../../state/replay';
import { Page } from '../parts/page';

/** A finished run, step by step from its journal. */
export function Replay() {
  const replay = replayHere.value;
  return replay ? <Page title={replay.title} /> : null;
}
