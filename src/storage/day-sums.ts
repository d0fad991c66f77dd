import type { RollupRow } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import type { Workspace } from './open';
import { monthOf, sumsIn } from './sums-row';

/**
 * The sums of the days `from` to `to`, both included, by month. Their rows' ids begin with the month, so the table's own
 * order finds them: an index would be written with every call and read more slowly.
 */
export async function daySums(ws: Workspace, from: Day, to: Day): Promise<RollupRow[]> {
  const rows = await ws.db.rollup
    .where('id')
    .between(monthOf(from), `${monthOf(to)}|\uffff`)
    .toArray();
  return rows.flatMap(sumsIn).filter(({ day = '' }) => day >= from && day <= to);
}
