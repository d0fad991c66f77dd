import type { Answer } from '../../domain/request';
import { number } from '../formats';
import { wording } from './language';

const answers: Readonly<Record<Answer, string>> = {
  approved: 'approved',
  edited: 'approved as edited',
  rejected: 'rejected',
  told: 'answered',
  done: 'it was done',
  'not-done': 'it was not done',
  again: 'to be done again',
};

export const inboxWords = wording('inbox', {
  title: 'Inbox',
  line: (count: number) => (count === 1 ? 'One thing waits for you.' : `${number(count)} things wait for you.`),
  empty: 'Nothing needs you',
  emptyLine: 'When an agent needs your approval or has a question, it shows up here and in its conversation.',
  waiting: 'What waits',
  back: (count: number) => (count === 1 ? 'Inbox' : `Inbox, ${number(count)}`),
  write: (path: string) => `Write ${path}`,
  change: (path: string) => `Change ${path}`,
  from: (agent: string, title: string) => `${agent}, ${title}`,
  pick: (what: string) => `Pick: ${what}`,
  inConversation: 'for',
  decided: 'Decided',
  earlier: 'Show earlier decisions',
  deedOf: (agent: string, deed: string) => `${agent}: ${deed}`,
  answers,
  said: (answer: string, words: string) => `${answer}: ${words}`,
  why: 'Why it asks',
  reasons: {
    effect: 'It changes something, and nothing you allowed covers it.',
    labels: 'With text that is not yours, this always asks.',
    grant: 'You want to be asked before this.',
    'tool-changed': 'The tool is not the one you allowed: its maker has changed it.',
    'used-up': 'What you allowed is used up.',
  },
  sources: {
    web: 'Text from the web is not yours: it could be trying to steer the agent.',
    mcp: 'Text from a tool server is not yours: it could be trying to steer the agent.',
    file: 'What is in this file came from elsewhere: it could be trying to steer the agent.',
    external: 'It is not known who wrote it: it could be trying to steer the agent.',
  },
  pasted: 'What was pasted, attached or shared',
  keys: { move: 'move,', approve: 'approve,', reject: 'reject,', edit: 'edit' },
  next: 'Next request',
  previous: 'Previous request',
});
