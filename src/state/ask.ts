import type { Id } from '../domain/id';
import { doors } from './doors';
import { go } from './place';
import type { UnsentPlace } from './unsent';

/**
 * Gives an agent something to do: a new conversation begins and is shown. `from`: the composer it was written in;
 * `pasted`: it holds text from elsewhere. Rejects with what to say.
 */
export async function ask(
  agent: Id<'agent'>,
  text: string,
  { from, pasted = false }: { from?: UnsentPlace; pasted?: boolean } = {},
): Promise<void> {
  const sent = await doors().engine.write('sendMessage', {
    agent,
    text,
    ...(from !== undefined && { from }),
    ...(pasted && { pasted }),
  });
  go({ at: 'conversation', id: sent.conversation });
}
