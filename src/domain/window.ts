import type { MessageRow } from './conversation';
import type { Id } from './id';

/**
 * The messages of a branch, oldest first, that a model is shown: the newest summary stands for everything up to the
 * message it covers. A summary whose message is not there stands for nothing.
 */
export function windowOf<Message extends { row: MessageRow }>(branch: readonly Message[]): Message[] {
  const plain = branch.filter(({ row }) => row.role !== 'summary');
  const summary = branch.findLast(({ row }) => row.role === 'summary');
  const end = summary ? plain.findIndex(({ row }) => row.id === summary.row.covers) : -1;
  return summary && end >= 0 ? [summary, ...plain.slice(end + 1)] : plain;
}

/** Messages kept word for word behind a summary, at least. */
const keptAtLeast = 4;

/**
 * Where a summary of a window should end so that about `keep` (0 to 1) of its weight stays word for word: the last
 * message it covers. A tool's result never parts from the answer that asked for it. Nothing where too little would go.
 */
export function summaryEnd(
  window: readonly { row: MessageRow; weight: number }[],
  keep: number,
): Id<'message'> | undefined {
  const total = window.reduce((sum, { weight }) => sum + weight, 0);
  let kept = 0;
  for (let index = window.length - 1; index > 1; index--) {
    kept += window[index]?.weight ?? 0;
    const begins = window[index]?.row.role !== 'tool';
    const before = window[index - 1]?.row;
    if (begins && window.length - index >= keptAtLeast && kept >= keep * total)
      return before?.role === 'summary' ? undefined : before?.id;
  }
  return undefined;
}
