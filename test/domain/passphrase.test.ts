import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestPassphrase, strengthOf, suggestPassphrase } from '../../src/domain/passphrase';

/** A source that hands out the given bytes in turn. */
function bytesFrom(bytes: readonly number[]) {
  let at = 0;
  return (size: number) => Uint8Array.from({ length: size }, () => bytes[at++ % bytes.length] ?? 0);
}

test('a suggestion is six speakable words and counts as strong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 40, maxLength: 80 }), bytes => {
      fc.pre(bytes.some(byte => byte < 240));
      const text = suggestPassphrase(bytesFrom([...bytes]));
      expect(text).toMatch(/^([bdfghjklmnprstvz][aeiou]){2}(-([bdfghjklmnprstvz][aeiou]){2}){5}$/);
    }),
  );
  expect(strengthOf('dola-fuvi-pufu-fege-saje-jige')).toBe('strong');
});

test('every syllable is equally likely: bytes past the last whole multiple are drawn again', () => {
  expect(suggestPassphrase(bytesFrom([250, 0, 255, 79]))).toBe(suggestPassphrase(bytesFrom([0, 79])));
  const counts = new Map<string, number>();
  for (let byte = 0; byte < 240; byte++) {
    const syllable = suggestPassphrase(bytesFrom([byte])).slice(0, 2);
    counts.set(syllable, (counts.get(syllable) ?? 0) + 1);
  }
  expect(counts.size).toBe(80);
  expect(new Set(counts.values())).toEqual(new Set([3]));
});

test('short, repeated and counted-up passphrases are not called strong', () => {
  expect(strengthOf('x'.repeat(shortestPassphrase - 1))).toBe('too-short');
  expect(strengthOf('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe('weak');
  expect(strengthOf('123456789012345678')).toBe('weak');
  expect(strengthOf('abcdefghijklmnopqrstuvwxyz')).toBe('weak');
});

test('a longer passphrase of the same kind is never weaker', () => {
  const order = ['too-short', 'weak', 'fair', 'strong'];
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (first, more) => {
      expect(order.indexOf(strengthOf(first + more))).toBeGreaterThanOrEqual(order.indexOf(strengthOf(first)));
    }),
  );
});
