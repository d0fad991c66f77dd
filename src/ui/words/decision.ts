import type { Answer } from '../../domain/request';
import { number } from '../formats';
import { inboxWords } from './inbox';
import { wording } from './language';

/** Said where another tab was faster with an answer. */
export const decisionWords = wording('decision', {
  was: (decision: string) => `You had already decided this: “${decision}”. That holds.`,
  were: (count: number) => `You had already decided ${number(count)} of these. That holds.`,
  waitsNoMore: 'This no longer waits for an answer.',
  copyTyped: 'Copy what you wrote',
  copied: 'Copied',
  typedFile: 'what-you-wrote.txt',
  typedSaved: 'The browser did not let us copy, so what you wrote is saved as a file.',
});

/** What was decided, with the words that came with it. */
export function decisionText(answer: Answer, said: string | undefined): string {
  const words = inboxWords();
  return said === undefined ? words.answers[answer] : words.said(words.answers[answer], said);
}
