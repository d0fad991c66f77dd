/** The id of a conversation's sum. */
export const conversationRollupId = (conversation: string) => `conversation|${conversation}`;
