import type { RandomBytes } from './id';

/** Fewer characters are refused. */
export const shortestPassphrase = 12;

/** How long a passphrase would stand against someone who holds a copy of the disk. */
export type Strength = 'too-short' | 'weak' | 'fair' | 'strong';

const consonants = 'bdfghjklmnprstvz';
const vowels = 'aeiou';
const syllables = consonants.length * vowels.length;
const wordsSuggested = 6;

/**
 * Six made-up words of two syllables, such as `bako-turi-…`: 12 draws out of 80, 75.9 bits. Made up rather than looked
 * up, so that no word list has to be shipped; the syllables keep them speakable.
 */
export function suggestPassphrase(random: RandomBytes): string {
  return Array.from({ length: wordsSuggested }, () => syllable(random) + syllable(random)).join('-');
}

function syllable(random: RandomBytes): string {
  // Bytes past the last whole multiple are drawn again, or the first syllables would come more often.
  const whole = Math.floor(256 / syllables) * syllables;
  let byte = 255;
  while (byte >= whole) byte = random(1)[0] ?? 255;
  const at = byte % syllables;
  return consonants.charAt(Math.floor(at / vowels.length)) + vowels.charAt(at % vowels.length);
}

/**
 * A careful guess: repeated and neighbouring characters count for little, five different words are strong. It cannot
 * know what others would guess about the user, so it never says more than "strong".
 */
export function strengthOf(passphrase: string): Strength {
  const letters = Array.from(passphrase.normalize('NFKC'));
  if (letters.length < shortestPassphrase) return 'too-short';
  const bits = freshLetters(letters) * Math.log2(poolOf(passphrase));
  const words = new Set(
    passphrase
      .toLowerCase()
      .split(/[^\p{Letter}\p{Number}]+/u)
      .filter(word => word.length > 2),
  );
  if (bits < 40) return 'weak';
  if (bits >= 70 || words.size >= 5) return 'strong';
  return 'fair';
}

/** Characters that neither repeat nor continue the one before (`aaa`, `abc`, `321`). */
function freshLetters(letters: readonly string[]): number {
  return letters.filter((letter, index) => {
    const before = letters[index - 1];
    if (before === undefined) return true;
    return Math.abs((letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1;
  }).length;
}

/** Out of how many characters each was chosen, at least. */
function poolOf(text: string): number {
  const classes: readonly (readonly [RegExp, number])[] = [
    [/[a-z]/, 20], // letters of real words are far from even
    [/[A-Z]/, 20],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9]/, 12],
  ];
  return classes.reduce((sum, [pattern, size]) => (pattern.test(text) ? sum + size : sum), 0);
}
