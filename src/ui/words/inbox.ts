import { number } from '../formats';
import { wording } from './language';

export const inboxWords = wording('inbox', {
  title: 'Inbox',
  line: (count: number) => (count === 1 ? 'One thing waits for you.' : `${number(count)} things wait for you.`),
  empty: 'Nothing needs you',
  emptyLine: 'When an agent wants leave for something, or has a question, it stands here and in its conversation.',
  keys: { approve: 'approve', reject: 'reject', edit: 'edit' },
});
