import { number } from '../formats';
import { wording } from './language';

export const attentionWords = wording('attention', {
  offer: 'Be told when something waits for you or is finished while you are elsewhere.',
  allow: 'Turn on notifications',
  finished: (agent: string) => `${agent} has finished`,
  failed: (agent: string) => `${agent} could not finish`,
  of: (what: string, title: string) => `${what}: ${title}`,
  several: (count: number) => `${number(count)} tasks have come to their end`,
  open: 'Open',
});
