import type { ConversationRow } from '../domain/conversation';
import type { Id } from '../domain/id';
import type { Workspace } from './open';
import { openRow } from './seal';
import { patch, type Patch } from './write';

/** A conversation's head; `undefined` when there is none. */
export async function readConversation(ws: Workspace, id: Id<'conversation'>): Promise<ConversationRow | undefined> {
  return openRow(await ws.db.conversation.get(id));
}

/** Edits the head of a conversation. Throws `not-found`. */
export function patchConversation(
  ws: Workspace,
  id: Id<'conversation'>,
  fields: Patch<ConversationRow>,
): Promise<void> {
  return patch(ws, 'conversation', id, fields);
}
