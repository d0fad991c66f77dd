import type { MessageBody } from '../../domain/conversation';
import { plainText } from '../../domain/part';
import { draftPieces } from '../../state/conversation-turns';
import { Notes } from '../conversation/notes';
import { Pieces } from '../conversation/pieces';
import { replayWords } from '../words/replay';
import style from './replay.module.css';

/** A message as it was: words, thoughts, tool calls and results; notes in one line. */
export function MessageView({ body, isNotes = false }: { body: MessageBody; isNotes?: boolean }) {
  if (isNotes) return <Notes text={plainText(body.parts)} />;
  const pieces = draftPieces(body.parts);
  return (
    <div class={style.message} translate={false}>
      {pieces.length === 0 ? <p class="muted">{replayWords().noText}</p> : <Pieces pieces={pieces} isPast />}
    </div>
  );
}
