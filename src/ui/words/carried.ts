import { wording } from './language';

export const carriedWords = wording('carried', {
  title: 'A task from the demo',
  line: 'You wanted this done with your own key. Nothing is sent before you say so.',
  agent: 'Agent',
  send: (agent: string) => `Send it to ${agent}`,
  drop: 'Not now',
});
