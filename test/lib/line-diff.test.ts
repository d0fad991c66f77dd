import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from '../../src/lib/line-diff';

const signs = { same: ' ', added: '+', removed: '-' };
const drawn = (before: string, after: string) => lineDiff(before, after).map(({ is, text }) => `${signs[is]}${text}`);

test('a changed line is removed, then added, between those that stay', () => {
  expect(drawn('a\nb\nc\n', 'a\nB\nc\n')).toEqual([' a', '-b', '+B', ' c']);
});

test('a moved line costs one removal and one addition', () => {
  expect(drawn('a\nb\nc', 'b\nc\na')).toEqual(['-a', ' b', ' c', '+a']);
});

test('an empty text has no lines', () => {
  expect(drawn('', 'a\nb')).toEqual(['+a', '+b']);
  expect(drawn('a', '')).toEqual(['-a']);
  expect(drawn('', '')).toEqual([]);
});

test('a stretch too large to compare counts as replaced, and its equal ends still stay', () => {
  const many = (name: string) => Array.from({ length: 2_500 }, (_, index) => `${name}${index}`).join('\n');
  const lines = lineDiff(`top\n${many('a')}\nend`, `top\n${many('b')}\nend`);
  expect(lines.filter(line => line.is === 'same').map(line => line.text)).toEqual(['top', 'end']);
  expect(lines).toHaveLength(5_002);
});

test('both texts can be read from the comparison, whatever they are, and no smaller one exists', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before.join('\n'), after.join('\n'));
      expect(lines.filter(line => line.is !== 'added').map(line => line.text)).toEqual(before);
      expect(lines.filter(line => line.is !== 'removed').map(line => line.text)).toEqual(after);
      expect(lines.filter(line => line.is === 'same')).toHaveLength(longest(before, after));
    }),
  );
});

/** The definition itself, without a table. */
function longest(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const [a, ...more] = one;
  const [b, ...rest] = other;
  if (a === b) return 1 + longest(more, rest);
  return Math.max(longest(more, other), longest(one, rest));
}
