import { wording } from './language';

export const signInWords = wording('sign-in', {
  signIn: 'Sign in with OpenRouter',
  limit: 'Limit what this key may spend at OpenRouter',
  amount: 'Dollars',
  amountWrong: 'A number above zero.',
  span: 'For how long',
  spans: { ever: 'in total', daily: 'a day', weekly: 'a week', monthly: 'a month' },
  waiting: 'Waiting for OpenRouter',
  waitingLine:
    'Approve it on the page of OpenRouter, then come back here. The key goes into the vault; no page sees it.',
  openAgain: 'Open its page',
  notSignedIn: 'Not signed in',
  limitAtProvider: 'Limit at OpenRouter',
  noLimit: 'none',
  limitIs: (amount: string, every: string | undefined) => (every === undefined ? amount : `${amount}, ${every}`),
  limitNotTaken: 'OpenRouter did not take the limit. Set it on the key itself, in its console:',
});
