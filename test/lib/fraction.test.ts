import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPosition, positionBetween } from '../../src/lib/fraction';

/** Inserts at each place (a share of the list) in turn. */
function grow(places: readonly number[]): string[] {
  const list: string[] = [];
  for (const place of places) {
    const at = Math.floor(place * (list.length + 1));
    list.splice(at, 0, positionBetween(list[at - 1], list[at]));
  }
  return list;
}

test('there is always room between two positions, wherever the others went', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.999_999, noNaN: true }), { maxLength: 300 }), places => {
      const list = grow(places);
      expect(list.every(isPosition)).toBe(true);
      expect(list.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(list);
      expect(new Set(list).size).toBe(list.length);
    }),
  );
});

test('two hundred at the end, at the start or in one gap stay short', () => {
  for (const place of [0, 0.999_999, 0.5]) {
    const longest = Math.max(...grow(Array.from({ length: 200 }, () => place)).map(({ length }) => length));
    expect(longest).toBeLessThanOrEqual(45);
  }
});

test('equal, reversed and made-up neighbours still give a position after the first', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const between = positionBetween(one, other);
      expect(isPosition(between)).toBe(true);
      expect(!isPosition(one) || between > one).toBe(true);
    }),
  );
  expect(positionBetween('V', 'V') > 'V').toBe(true);
});
