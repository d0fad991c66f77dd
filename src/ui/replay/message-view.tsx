import type { MessageBody } from '../../domain/conversation';
import { draftPieces } from '../../state/conversation-turns';
import { Pieces } from '../conversation/pieces';
import { replayWords } from '../words/replay';
import style from './replay.module.css';

/** A message as it was: words, thoughts, tool calls and results. */
export function MessageView({ body }: { body: MessageBody }) {
  const pieces = draftPieces(body.parts);
  return (
    <div class={style.message} translate={false}>
      {pieces.length === 0 ? <p class="muted">{replayWords().noText}</p> : <Pieces pieces={pieces} isPast />}
    </div>
  );
}
