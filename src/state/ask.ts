import type { ModelChoice } from '../domain/agent';
import type { Id } from '../domain/id';
import { doors } from './doors';
import { go } from './place';

/** Gives an agent something to do: a new conversation begins and is shown. Rejects with what to say. */
export async function ask(agent: Id<'agent'>, text: string, model?: ModelChoice): Promise<void> {
  const sent = await doors().engine.write('sendMessage', model ? { agent, text, model } : { agent, text });
  go({ at: 'conversation', id: sent.conversation });
}
