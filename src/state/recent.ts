import { live } from './live';

/** What the palette can jump to. */
export const recentConversations = live<'conversations'>([], () => ({
  name: 'conversations',
  args: [{ archived: false, limit: 20 }],
}));
