import type { ModelChoice } from '../domain/agent';
import type { ModelAbilities } from '../domain/connection';
import { wordsOn } from './connections';
import type { Workspace } from './open';
import { patch } from './write';

/** Takes the user's word on a model, or takes it back. Throws `not-found`. */
export async function sayOfModel(
  ws: Workspace,
  { connection, model }: ModelChoice,
  word: ModelAbilities | undefined,
): Promise<void> {
  const { [model]: _, ...others } = await wordsOn(ws, connection);
  await patch(ws, 'connection', connection, { body: { models: word ? { ...others, [model]: word } : others } });
}
