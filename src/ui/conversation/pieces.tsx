import type { Piece } from '../../state/conversation-turns';
import { GrowingMarkdown, Markdown } from '../markdown/markdown';
import { MessageFiles } from '../parts/lazy-attachments';
import type { Told } from './call-marks';
import { Notes } from './notes';
import { Reasoning } from './reasoning';
import style from './steps.module.css';
import { ToolLine } from './tool-line';

/** What an agent did, in order; of what is told while it is written, the last piece still grows. */
export function Pieces({ pieces, told }: { pieces: readonly Piece[]; told: Told }) {
  return (
    <>
      {pieces.map((piece, index) => (
        <PieceView
          key={index}
          piece={piece}
          told={told}
          isGrowing={told === 'writing' && index === pieces.length - 1}
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

function PieceView({ piece, told, isGrowing }: { piece: Piece; told: Told; isGrowing: boolean }) {
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
      return <ToolLine call={piece.call} result={piece.result} took={piece.duration} told={told} />;
    case 'result':
      return (
        <ToolLine
          call={{ kind: 'tool-call', call: piece.result.call, name: piece.result.name, input: {} }}
          result={piece.result}
          told={told}
        />
      );
  }
}
