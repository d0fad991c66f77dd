import { wording } from './language';

export const sharedOriginWords = wording('shared-origin', {
  line: 'This address is shared with other people’s pages, which can read this storage. Host your own copy for real keys.',
});
