import type { Workspace } from './open';
import type { Rows, TableName } from './rows';

/**
 * The rows of `table` with these ids, in their order; `undefined` for those that are not here. Rows of a file come in the
 * order of their ids, so what is here of them lies in one range: one request instead of one for each row.
 */
export async function rowsHere<Name extends TableName>(
  ws: Workspace,
  table: Name,
  ids: readonly string[],
): Promise<(Rows[Name] | undefined)[]> {
  const rows = ws.db.table<Rows[Name], string>(table);
  const sorted = ids.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const most = 2 * ids.length;
  const found = await rows.where('id').between(first, last, true, true).limit(most).toArray();
  // Ids that lie far apart have too much of ours between them.
  if (found.length === most) return rows.bulkGet([...ids]);
  const byId = new Map(found.map(row => [row.id as string, row]));
  return ids.map(id => byId.get(id));
}
