import type { RollupRow } from '../domain/cost-entry';
import type { Day, Id } from '../domain/id';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import { conversationRollupId } from './rollup-id';
import { monthOf, sumsEnd, sumsIn, withSince, type SumsRow } from './sums-row';

/**
 * The sums of the days `from` to `to`, both included, by month. Their rows' ids begin with the month, so the table's own
 * order finds them: an index would be written with every call and read more slowly.
 */
export async function daySums(ws: Workspace, from: Day, to: Day): Promise<RollupRow[]> {
  const rows = ws.db.rollup.where('id').between(monthOf(from), `${monthOf(to)}|\uffff`);
  return (await upToDate(ws, rows.toArray())).flatMap(sumsIn).filter(({ day = '' }) => day >= from && day <= to);
}

/** The sums of conversations; one that cost nothing has none. */
export async function conversationSums(ws: Workspace, ids: readonly Id<'conversation'>[]): Promise<SumsRow[]> {
  return upToDate(ws, ws.db.rollup.bulkGet(ids.map(conversationRollupId)).then(present));
}

/** Every row of sums, by id. */
export async function allSums(ws: Workspace): Promise<SumsRow[]> {
  const rows = await upToDate(ws, ws.db.rollup.where('id').notEqual(sumsEnd).toArray());
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** These rows and what entries have added since, to them and to others. */
async function upToDate(ws: Workspace, reading: PromiseLike<SumsRow[]>): Promise<SumsRow[]> {
  const [rows, end] = await Promise.all([reading, ws.db.rollup.get(sumsEnd)]);
  return withSince(rows, end?.since);
}
