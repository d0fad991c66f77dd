import type { ModelChoice } from '../domain/agent';
import type { ModelAbilities } from '../domain/connection';
import type { Workspace } from './open';
import { patch } from './write';

/** Takes the user's word on a model, or takes it back. Throws `not-found`. */
export async function sayOfModel(
  ws: Workspace,
  { connection, model }: ModelChoice,
  word: ModelAbilities | undefined,
): Promise<void> {
  await patch(ws, 'connection', connection, {
    body: ({ models = {} }) => {
      const { [model]: _, ...others } = models;
      return { models: word ? { ...others, [model]: word } : others };
    },
  });
}
