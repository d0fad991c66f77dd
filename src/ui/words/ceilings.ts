import type { CeilingClass } from '../../domain/ceiling-class';
import type { NanoUsd } from '../../domain/money';
import { money, number } from '../formats';
import { wording } from './language';

const ceilingWords = wording('ceilings', {
  hard: (amount: string) => `at most ${amount} a call`,
  soft: (amount: string) => `about ${amount} a call at most`,
  none: 'no ceiling',
  reading: (tokens: string, answer: string) => `with ${tokens} tokens read and the longest answer of ${answer}`,
  certain: 'It cannot cost more than that.',
  doubts: {
    'no-price': 'Nobody knows its price: a budget lets no such call through unless you say what it counts as.',
    'similar-price': 'The price is that of a similar model, so it could cost more.',
    'unknown-server': 'This server may not keep to the longest answer, so it could cost more.',
    'hosted-tools': 'The model searches by itself and reads as much as it likes, so it could cost more.',
    files: 'Nobody says what the files count as, so it could cost more.',
  },
});

/** A ceiling in a few words. */
export function ceilingText({ is }: CeilingClass, atMost: NanoUsd | undefined): string {
  const words = ceilingWords();
  if (is === 'none' || atMost === undefined) return words.none;
  return is === 'hard' ? words.hard(money(atMost)) : words.soft(money(atMost));
}

/** How sure it is, in a sentence. */
export function ceilingReason(kind: CeilingClass): string {
  const words = ceilingWords();
  return kind.is === 'hard' ? words.certain : words.doubts[kind.because];
}

/** What the figure holds for. */
export const ceilingFor = (input: number, maxOutput: number): string =>
  ceilingWords().reading(number(input), number(maxOutput));
