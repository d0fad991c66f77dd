import { signal } from '@preact/signals';

/** What one screen says: texts, and functions that make texts from values. May nest one group in another. */
export type Wording = { readonly [name: string]: string | ((...values: never[]) => string) | Wording };

/** How a language says what English says. `words` gives the wording of one module in this language. */
export interface Language {
  /** BCP 47 tag for Intl and the `lang` attribute. */
  locale: string;
  direction: 'ltr' | 'rtl';
  words<Words extends Wording>(module: string, english: Words): Words;
}

/** The first English of these tags that Intl understands: where the system has no locale, Chromium says `en-US@posix`. */
export function englishAmong(tags: readonly string[]): string {
  return tags.find(tag => /^en\b/i.test(tag) && isTag(tag)) ?? 'en';
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Words of the components themselves, dates and numbers as the browser's own English has them. Every other language is one lazy chunk that holds all modules. */
export const english: Language = {
  locale: englishAmong(typeof navigator === 'undefined' ? [] : navigator.languages),
  direction: 'ltr',
  words: (_module, words) => words,
};

/** The language on screen. */
export const language = signal<Language>(english);

/**
 * Names a screen's wording. The returned function gives it in the language on screen; call it inside a component,
 * which then follows a change of language.
 */
export function wording<Words extends Wording>(module: string, words: Words): () => Words {
  return () => language.value.words(module, words);
}

/** Puts a language on screen: loads its chunk, then sets words, direction and `lang` together. */
export async function speak(choice: 'auto' | 'en' | 'pseudo'): Promise<void> {
  const next = choice === 'pseudo' ? (await import('./pseudo')).pseudo : english;
  document.documentElement.lang = next.locale;
  document.documentElement.dir = next.direction;
  language.value = next;
}
