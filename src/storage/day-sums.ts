import type { RollupRow } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import type { Workspace } from './open';

/**
 * The sums of the days `from` to `to`, both included, by day. Their ids begin with the day, so the table's own order finds
 * them: an index would be written with every call and read more slowly.
 */
export const daySums = (ws: Workspace, from: Day, to: Day): Promise<RollupRow[]> =>
  ws.db.rollup.where('id').between(from, `${to}|\uffff`).toArray();
