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
  empty: 'No conversation yet',
  emptyHelp: 'Give someone a task on Today: each becomes a conversation here.',
  emptyArchived: 'Nothing is archived',
  emptyArchivedHelp: 'Archiving takes a conversation off the list and keeps every word of it.',
  emptyFiltered: (agent: string) => `No conversation with ${agent}`,
  toToday: 'Go to Today',
  list: 'Conversations',
  pinned: 'Pinned',
  unread: 'Unread',
  lineOf: (agent: string, when: string) => `${agent}, ${when}`,
  renameIt: (title: string) => `Rename “${title}”`,
  more: 'Show more',
});
