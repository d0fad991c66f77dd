import type { Id } from '../domain/id';
import type { TaskQuote } from '../domain/quote';
import { doors } from './doors';

export type { TaskQuote };

/** What a task of this agent will likely cost. Rejects with `AppError`. */
export const quoteTask = (agent: Id<'agent'>): Promise<TaskQuote> => doors().engine.write('quoteTask', agent);
