import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { block } from './block';
import { emptyText, growText, type Block, type GrowingText } from './growing-text';
import style from './markdown.module.css';

/** A finished text. */
export function Markdown({ text }: { text: string }) {
  const content = useMemo(() => growText(emptyText, text, true).finished.map(finishedBlock), [text]);
  return (
    <div class={style.prose} dir="auto">
      {content}
    </div>
  );
}

interface Shown {
  text: GrowingText;
  /** The vnodes of finished blocks: Preact leaves the same vnode alone. */
  finished: VNode[];
}

/** A text that grows: only what follows the last finished block is parsed and rendered again. */
export function GrowingMarkdown({ text }: { text: string }) {
  const shown = useRef<Shown>({ text: emptyText, finished: [] });
  const grown = growText(shown.current.text, text, false);
  const kept = keepVnodes(shown.current, grown);
  shown.current = { text: grown, finished: kept };
  return (
    <div class={style.prose} dir="auto">
      {kept}
      {grown.tail.map((tail, index) => openBlock(tail, index === grown.tail.length - 1))}
    </div>
  );
}

/** Blocks are the same objects as long as they were not parsed again. */
function keepVnodes(before: Shown, grown: GrowingText): VNode[] {
  return grown.finished.map((finished, index) => {
    const vnode = before.finished[index];
    return vnode && before.text.finished[index] === finished ? vnode : finishedBlock(finished);
  });
}

function finishedBlock(finished: Block): VNode {
  return <BlockView key={finished.key} block={finished} isOpen={false} />;
}

function openBlock(tail: Block, isLast: boolean): VNode {
  return <BlockView key={tail.key} block={tail} isOpen={isLast} />;
}

function BlockView({ block: shown, isOpen }: { block: Block; isOpen: boolean }) {
  return <>{block(shown.token, { open: isOpen })}</>;
}
