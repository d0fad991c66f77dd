import { askedAs, type Asked, type ModelChoice } from '../domain/agent';
import type { ConversationDetail } from '../storage/queries';
import { conversationId } from './conversation';
import { doors } from './doors';
import { live } from './live';

/** Kept with the text that is being written; forgotten in the transaction that sends it. */
const kept = live<'askedOnce'>(undefined, () => {
  const id = conversationId.value;
  return id && { name: 'askedOnce', args: [id] };
});

type Head = Pick<ConversationDetail, 'row' | 'model'>;

/** How the next message alone is asked, where not as the others are: it holds for the model it was said of. */
export function onceOf({ row, model }: Head): Asked | undefined {
  const once = kept.value;
  if (!once || !model || once.conversation !== row.id) return undefined;
  return once.of.model === model.model && once.of.connection === model.connection ? once.asks : undefined;
}

/** The model of the next message, and how it is asked. */
export const nextModel = (head: Head): ModelChoice | undefined => head.model && askedAs(head.model, onceOf(head));

/** The next message is asked so; without `asks` as the others are. */
export async function askOnce({ row, model }: Head, asks?: Asked): Promise<void> {
  if (!model) return;
  const of = { connection: model.connection, model: model.model };
  await doors().engine.write('askOnce', { conversation: row.id, of, ...(asks && { asks }) });
}
