import type { MessageBody } from '../../domain/conversation';
import { plainText } from '../../domain/part';
import { draftPieces } from '../../state/conversation-turns';
import { Notes } from '../conversation/notes';
import { Pieces } from '../conversation/pieces';
import { replayWords } from '../words/replay';
import style from './replay.module.css';
import { ResultView } from './result-view';

/**
 * A message as it was: words, thoughts, tool calls and results, of calls that were `rejected` as such; notes in one line.
 * `open`: results are unfolded.
 */
export function MessageView({
  body,
  isNotes = false,
  rejected,
  open = false,
}: {
  body: MessageBody;
  isNotes?: boolean;
  rejected: ReadonlySet<string>;
  open?: boolean;
}) {
  if (isNotes) return <Notes text={plainText(body.parts)} />;
  const results = body.parts.filter(part => part.kind === 'tool-result');
  const pieces = draftPieces(body.parts.filter(part => part.kind !== 'tool-result'));
  return (
    <div class={style.message} translate={false}>
      {results.map(result => (
        <ResultView key={result.call} result={result} isRejected={rejected.has(result.call)} open={open} />
      ))}
      {body.parts.length === 0 ? <p class="muted">{replayWords().noText}</p> : <Pieces pieces={pieces} told="past" />}
    </div>
  );
}
