import type { Id } from '../domain/id';
import { doors } from './doors';
import { leaveUnsent, type UnsentPlace } from './unsent';

/**
 * A message to a run at work, read at its next step; once that is over, a message like any other. `pasted`: it holds text
 * from elsewhere; `from`: the composer whose files come along. Rejects with `AppError`, as all verbs here do.
 */
export async function steer(run: Id<'run'>, text: string, pasted: boolean, from: UnsentPlace): Promise<void> {
  await doors().engine.write('steer', run, text, { pasted, from });
  // It was sent: a text that cannot be forgotten is only shown again.
  await leaveUnsent(from, '').catch(() => undefined);
}

/** Holds a run at its next boundary. */
export const pause = (run: Id<'run'>): Promise<void> => doors().engine.write('pause', run);

export const resume = (run: Id<'run'>): Promise<void> => doors().engine.write('resume', run);
