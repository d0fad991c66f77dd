import type { Id } from '../domain/id';
import { doors } from './doors';
import { go } from './place';
import type { UnsentPlace } from './unsent';

/**
 * Gives an agent something to do: a new conversation begins and is shown. `from`: the composer it was written in.
 * Rejects with what to say.
 */
export async function ask(agent: Id<'agent'>, text: string, from?: UnsentPlace): Promise<void> {
  const sent = await doors().engine.write('sendMessage', from === undefined ? { agent, text } : { agent, text, from });
  go({ at: 'conversation', id: sent.conversation });
}
