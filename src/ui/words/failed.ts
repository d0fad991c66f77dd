import { wording } from './language';

/** Said only where the workspace did not open. */
export const failedWords = wording('failed', {
  state: 'The workspace did not open',
  acceptLoss: 'Go on with what is left',
});
