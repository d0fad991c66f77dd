/** A line of a comparison of two texts. */
export interface DiffLine {
  is: 'same' | 'added' | 'removed';
  text: string;
}

/** Cells of the comparison beyond which a changed stretch counts as replaced: bounds its time and memory. */
const mostCells = 4_000_000;

/**
 * Two texts line by line: the fewest removed and added lines (longest common subsequence). Removed lines stand before
 * the added ones that took their place.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...old.slice(0, head).map(as('same')),
    ...changed(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...old.slice(old.length - tail).map(as('same')),
  ];
}

/** An empty text has no lines; a final line break begins no other. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/));

const as =
  (is: DiffLine['is']) =>
  (text: string): DiffLine => ({ is, text });

function changed(old: readonly string[], now: readonly string[]): DiffLine[] {
  const width = now.length + 1;
  if ((old.length + 1) * width > mostCells) return [...old.map(as('removed')), ...now.map(as('added'))];
  // common[i * width + j]: the longest common subsequence of old from i and now from j.
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      lines.push({ is: 'same', text: was });
      i++;
      j++;
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ is: 'removed', text: was });
      i++;
    } else if (is !== undefined) {
      lines.push({ is: 'added', text: is });
      j++;
    }
  }
  return lines;
}
