import type { Id } from '../domain/id';
import { doors } from './doors';
import { go } from './place';
import type { UnsentPlace } from './unsent';

/**
 * Gives an agent something to do: a new conversation begins and is shown. `from`: the composer it was written in;
 * `pasted`: it holds text from elsewhere; `held`: nothing is done yet, its task is shown to be planned. Rejects with what to
 * say.
 */
export async function ask(
  agent: Id<'agent'>,
  text: string,
  { from, pasted = false, held = false }: { from?: UnsentPlace; pasted?: boolean; held?: boolean } = {},
): Promise<void> {
  const sent = await doors().engine.write('sendMessage', {
    agent,
    text,
    ...(from !== undefined && { from }),
    ...(pasted && { pasted }),
    ...(held && { held }),
  });
  go(held ? { at: 'task', id: sent.task } : { at: 'conversation', id: sent.conversation });
}
