import { pastedLabels } from '../domain/label';
import type { Label } from '../domain/row';
import { lineDiff } from '../lib/line-diff';

/**
 * Where text came from that the user brought into a tool's input by editing it: as in a composer, nobody says of a long
 * piece that it was typed. Lines that stood there before count for nothing.
 */
export function editLabels(before: unknown, after: unknown): Label[] {
  const lines = lineDiff(textIn(before), textIn(after));
  return pastedLabels(lines.flatMap(({ is, text }) => (is === 'added' ? [text] : [])).join('\n'));
}

/** All text in an input, in an order of its own. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return fields.map(([, inside]) => textIn(inside)).join('\n');
}
