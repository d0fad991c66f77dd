import { wording } from './language';

export const unsealedWords = wording('unsealed', {
  state: 'Not started',
  title: 'This page cannot be sealed here',
  why: {
    'no-service-worker':
      'The host sends no security headers, and this browser offers no service worker to add them: it does not in private windows, nor on http addresses other than localhost.',
    refused: 'The host sends no security headers, and the service worker that would add them could not be installed.',
    offline: 'There is no network, and the app was not kept on this device yet.',
    silent: 'The server does not say in time what seals it. As soon as it does, this page goes on by itself.',
  },
  safe: 'No key was asked for and nothing was sent. What you kept in this browser is untouched.',
  retry: 'Try again',
});
