import { number } from '../formats';
import { wording } from './language';

export const diffWords = wording('diff', {
  noDifference: 'No difference.',
  unchangedLines: (count: number) => `${number(count)} unchanged lines`,
});
