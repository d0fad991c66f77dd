import type { Piece } from '../../state/conversation-turns';
import { GrowingMarkdown, Markdown } from '../markdown/markdown';
import { MessageFiles } from '../parts/lazy-attachments';
import { Notes } from './notes';
import { Reasoning } from './reasoning';
import style from './steps.module.css';
import { ToolLine } from './tool-line';

/** What an agent did, in order. `isGrowing`: the last piece is still being written; `isPast`: told of a time before the results;
 * `isOver`: the run has ended. */
export function Pieces({
  pieces,
  isGrowing = false,
  isPast = false,
  isOver = false,
}: {
  pieces: readonly Piece[];
  isGrowing?: boolean;
  isPast?: boolean;
  isOver?: boolean;
}) {
  return (
    <>
      {pieces.map((piece, index) => (
        <PieceView
          key={index}
          piece={piece}
          isGrowing={isGrowing && index === pieces.length - 1}
          isPast={isPast}
          isOver={isOver}
        />
      ))}
    </>
  );
}

/** An answer that is a JSON document becomes a block of code: as Markdown it would be one long line. */
function asCode(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    return `\`\`\`json\n${JSON.stringify(JSON.parse(text), undefined, 2)}\n\`\`\``;
  } catch {
    return text;
  }
}

function PieceView({
  piece,
  isGrowing,
  isPast,
  isOver,
}: {
  piece: Piece;
  isGrowing: boolean;
  isPast: boolean;
  isOver: boolean;
}) {
  switch (piece.kind) {
    case 'text':
      return isGrowing ? (
        <div class={style.growing}>
          <GrowingMarkdown text={piece.text} />
        </div>
      ) : (
        <Markdown text={asCode(piece.text)} />
      );
    case 'file':
      return <MessageFiles files={[piece.file]} />;
    case 'reasoning':
      return <Reasoning text={piece.text} />;
    case 'notes':
      return <Notes text={piece.text} cost={piece.cost} />;
    case 'tool':
      return <ToolLine call={piece.call} result={piece.result} took={piece.duration} isPast={isPast} isOver={isOver} />;
    case 'result':
      return (
        <ToolLine
          call={{ kind: 'tool-call', call: piece.result.call, name: piece.result.name, input: {} }}
          result={piece.result}
        />
      );
  }
}
