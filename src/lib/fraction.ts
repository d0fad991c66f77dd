/**
 * Positions that always leave room between two others: fractions in base 62, written without the `0.`, so that they
 * compare as strings. After David Greenspan, “Implementing fractional indexing” (observablehq.com, 2020).
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A position never ends in the lowest digit, below which nothing would fit. */
export const positionShape = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

export const isPosition = (text: string): boolean => positionShape.test(text);

/**
 * A position after `before` and before `after`; without them at the very end or start. Two that leave no room between
 * them (two devices chose the same, or a file made them up) give one after `before`.
 */
export function positionBetween(before?: string, after?: string): string {
  const low = before !== undefined && isPosition(before) ? before : '';
  const high = after !== undefined && isPosition(after) && after > low ? after : undefined;
  return middle(low, high);
}

/** The shortest text near the middle of `low` and `high`; no `high` is one. */
function middle(low: string, high: string | undefined): string {
  if (high !== undefined) {
    const shared = sharedStart(low, high);
    if (shared > 0) return high.slice(0, shared) + middle(low.slice(shared), high.slice(shared));
  }
  const from = low === '' ? 0 : digits.indexOf(low.charAt(0));
  const to = high === undefined ? digits.length : digits.indexOf(high.charAt(0));
  if (to - from > 1) return digits.charAt(Math.round((from + to) / 2));
  if (high !== undefined && high.length > 1) return high.charAt(0);
  return digits.charAt(from) + middle(low.slice(1), undefined);
}

/** How many digits both begin with; `low` goes on with the lowest for ever. */
function sharedStart(low: string, high: string): number {
  let at = 0;
  while (at < high.length && (low.charAt(at) || digits.charAt(0)) === high.charAt(at)) at++;
  return at;
}
