import { Component } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { block } from './block';
import { emptyText, growText, type Block } from './growing-text';
import style from './markdown.module.css';

/**
 * How many blocks stand together: what a growing text costs is the part it grows in, and a walk over the parts before
 * it, not over all their blocks. Blank lines between blocks count too.
 */
const blocksInPart = 16;

/** A finished text. */
export function Markdown({ text }: { text: string }) {
  const finished = useMemo(() => growText(emptyText, text, true).finished, [text]);
  return (
    <div class={style.prose} dir="auto">
      {partsOf(finished, false)}
    </div>
  );
}

/** A text that grows: only what follows the last finished block is parsed and rendered again. */
export function GrowingMarkdown({ text }: { text: string }) {
  const shown = useRef(emptyText);
  const grown = growText(shown.current, text, false);
  shown.current = grown;
  return (
    <div class={`${style.prose} ${style.growing}`} dir="auto">
      {partsOf([...grown.finished, ...grown.tail], true)}
    </div>
  );
}

/** A block keeps its part from its first letter to its last: its DOM stays where it is. */
function partsOf(blocks: readonly Block[], growing: boolean) {
  return Array.from({ length: Math.ceil(blocks.length / blocksInPart) }, (_, at) => {
    const end = (at + 1) * blocksInPart;
    const isLast = end >= blocks.length;
    return <Part key={at} blocks={blocks.slice(at * blocksInPart, end)} isOpen={growing && isLast} />;
  });
}

interface PartProps {
  blocks: readonly Block[];
  /** Whether the last of its blocks still grows. */
  isOpen: boolean;
}

/** Blocks are the same objects as long as they were not parsed again; when the last one is, those before it are. */
class Part extends Component<PartProps> {
  override shouldComponentUpdate({ blocks, isOpen }: PartProps): boolean {
    const before = this.props;
    return isOpen !== before.isOpen || blocks.length !== before.blocks.length || blocks.at(-1) !== before.blocks.at(-1);
  }
  override render({ blocks, isOpen }: PartProps) {
    return (
      <div class={style.part}>
        {blocks.map((shown, index) => (
          <BlockView key={shown.key} block={shown} isOpen={isOpen && index === blocks.length - 1} />
        ))}
      </div>
    );
  }
}

interface BlockProps {
  block: Block;
  isOpen: boolean;
}

class BlockView extends Component<BlockProps> {
  override shouldComponentUpdate({ block: shown, isOpen }: BlockProps): boolean {
    return shown !== this.props.block || isOpen !== this.props.isOpen;
  }
  override render({ block: shown, isOpen }: BlockProps) {
    return <>{block(shown.token, { open: isOpen })}</>;
  }
}
