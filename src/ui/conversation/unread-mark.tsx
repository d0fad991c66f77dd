import type { Id } from '../../domain/id';
import { conversation } from '../../state/conversation';
import { State } from '../parts/state';
import { conversationWords } from '../words/conversation';

/** On a message to a run at work that it has not read yet. */
export function UnreadMark({ message }: { message: Id<'message'> }) {
  const isUnread = conversation.value?.run?.steering.includes(message) ?? false;
  return isUnread ? <State is="waiting">{conversationWords().readNext}</State> : null;
}
