import { useSignal } from '@preact/signals';
import { lineDiff, type DiffLine } from '../../lib/line-diff';
import { diffWords } from '../words/diff';
import style from './diff.module.css';

/** Unchanged lines left beside a change. */
const context = 3;

/** What changes between two texts, line by line; long unchanged stretches are folded. `label` names it for the ear. */
export function Diff({ before, after, label }: { before: string; after: string; label: string }) {
  const words = diffWords();
  const whole = useSignal(false);
  const blocks = folded(lineDiff(before, after), whole.value);
  return (
    // What scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section class={style.diff} aria-label={label} tabIndex={0} translate={false}>
      {blocks.length === 0 && <p class={style.fold}>{words.noDifference}</p>}
      {blocks.map((block, index) =>
        'folded' in block ? (
          <button
            key={index}
            type="button"
            class={style.fold}
            onClick={() => {
              whole.value = true;
            }}
          >
            {words.unchangedLines(block.folded)}
          </button>
        ) : (
          <Line key={index} line={block} />
        ),
      )}
    </section>
  );
}

function Line({ line: { is, text } }: { line: DiffLine }) {
  const shown = text === '' ? ' ' : text;
  switch (is) {
    case 'same':
      return (
        <div class={style.line} dir="auto">
          {shown}
        </div>
      );
    case 'added':
      return (
        <ins class={`${style.line} ${style.added}`} dir="auto">
          {shown}
        </ins>
      );
    case 'removed':
      return (
        <del class={`${style.line} ${style.removed}`} dir="auto">
          {shown}
        </del>
      );
  }
}

type Block = DiffLine | { folded: number };

/** Stretches without a change, less the lines beside one, become one line that says how many. */
function folded(lines: readonly DiffLine[], whole: boolean): Block[] {
  if (whole) return [...lines];
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(line => line.is !== 'same'),
  );
  const blocks: Block[] = [];
  let hidden: DiffLine[] = [];
  const close = () => {
    // One line takes no more room than the words that stand for it.
    if (hidden.length === 1) blocks.push(...hidden);
    else if (hidden.length > 1) blocks.push({ folded: hidden.length });
    hidden = [];
  };
  lines.forEach((line, index) => {
    if (!near[index]) return void hidden.push(line);
    close();
    blocks.push(line);
  });
  close();
  return blocks;
}
