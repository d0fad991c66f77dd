import { wording } from './language';

export const fieldWords = wording('field', {
  showSecret: 'Show',
  hideSecret: 'Hide',
  noMatch: 'Nothing matches.',
});
