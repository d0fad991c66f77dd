/** Where the words of a query stand in a text; nothing when one is missing. Ranges are [start, end), in order. */
export function matchRanges(text: string, query: string): [number, number][] | undefined {
  const lower = text.toLowerCase();
  const ranges: [number, number][] = [];
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = wordStart(lower, word) ?? lower.indexOf(word);
    if (at < 0) return undefined;
    ranges.push([at, at + word.length]);
  }
  return ranges.toSorted((one, other) => one[0] - other[0]);
}

function wordStart(text: string, word: string): number | undefined {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{Letter}\p{Number}]/u.test(text.charAt(at - 1))) return at;
  }
  return undefined;
}

/** Higher is nearer: beginnings of the text before beginnings of words before the middle of words. */
export function score(text: string, ranges: readonly [number, number][]): number {
  return ranges.reduce((sum, [start]) => {
    if (start === 0) return sum + 3;
    return sum + (/[\p{Letter}\p{Number}]/u.test(text.charAt(start - 1)) ? 1 : 2);
  }, 0);
}
