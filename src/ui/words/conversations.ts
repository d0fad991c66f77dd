import { counted } from '../formats';
import { wording } from './language';

export const conversationsWords = wording('conversations', {
  title: 'Conversations',
  line: (count: number, isPart: boolean) =>
    isPart
      ? `The newest ${counted(count, 'conversation', 'conversations')}.`
      : `${counted(count, 'conversation', 'conversations')}, newest first.`,
  lineArchived: 'Put aside, not deleted.',
  begin: 'New conversation',
  views: 'Which conversations',
  current: 'Current',
  archived: 'Archived',
  withAgent: 'With',
  everyone: 'Everyone',
  loading: 'Opening the list',
  empty: 'No conversations',
  emptyHelp: 'Give someone a task: it becomes a conversation here.',
  emptyArchived: 'Nothing is archived. Archiving takes a conversation off the list and keeps every word of it.',
  emptyFiltered: (agent: string) => `No conversation with ${agent}`,
  list: 'Conversations',
  pinned: 'Pinned',
  unread: 'Unread',
  lineOf: (agent: string, when: string) => `${agent}, ${when}`,
  renameIt: (title: string) => `Rename “${title}”`,
  more: 'Show more',
});
