import type { Language, Wording } from './language';

const LETTERS = 'aàbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþrŕsštţuûwŵyýzžAÀBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMḾNÑOÖPÞRŔSŠTŢUÛWŴYÝZŽ';
const ACCENTED = new Map(
  Array.from({ length: LETTERS.length / 2 }, (_, index) => [LETTERS.charAt(index * 2), LETTERS.charAt(index * 2 + 1)]),
);

/**
 * The test locale: every text stays readable, grows by two fifths, stands in brackets so that a cut end shows, and runs
 * right to left. What a screen shows without brackets was written into a component.
 */
export function lengthen(text: string): string {
  if (text.trim() === '') return text;
  const accented = Array.from(text, letter => ACCENTED.get(letter) ?? letter).join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`;
}

function lengthenAll(words: Wording): Wording {
  return Object.fromEntries(
    Object.entries(words).map(([name, value]) => {
      if (typeof value === 'string') return [name, lengthen(value)];
      if (typeof value === 'function') return [name, (...values: never[]) => lengthen(value(...values))];
      return [name, lengthenAll(value)];
    }),
  );
}

const made = new WeakMap<Wording, Wording>();

export const pseudo: Language = {
  locale: 'en-XA',
  direction: 'rtl',
  words<Words extends Wording>(_module: string, english: Words): Words {
    const known = made.get(english) ?? lengthenAll(english);
    made.set(english, known);
    // The mapping keeps every name and kind; the type system cannot follow it through Object.entries.
    return known as Words;
  },
};
