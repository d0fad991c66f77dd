import type { Day, Id } from './id';

/** What a list of calls is sorted by. */
export type CallColumn =
  | 'time'
  | 'model'
  | 'purpose'
  | 'input'
  | 'cacheRead'
  | 'cacheWrite'
  | 'output'
  | 'basis'
  | 'cost';

/** Which calls of the ledger are listed: the newest first, unless `sorted`. */
export interface CallsFilter {
  /** A `born` stamp. */
  before?: string;
  limit: number;
  agent?: Id<'agent'>;
  conversation?: Id<'conversation'>;
  /** The local days `from` to `to`, both included, by a column: of a call that was corrected the figure that counts. */
  sorted?: { by: CallColumn; down: boolean; from: Day; to: Day };
}
