import type { Workspace } from './open';
import type { Rows, TableName } from './rows';

/**
 * The rows of `table` with these ids, in their order; `undefined` for those that are not here. The keys are read first:
 * of what a file holds mostly nothing or everything is here, and asking for each row that is not is slow.
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
  const most = 4 * ids.length;
  const keys = await rows.where('id').between(first, last, true, true).limit(most).primaryKeys();
  // Ids that lie far apart have too much of ours between them.
  if (keys.length === most) return rows.bulkGet([...ids]);
  const here = new Set(keys);
  const known = ids.filter(id => here.has(id));
  const found = await rows.bulkGet(known);
  const byId = new Map(known.map((id, index) => [id, found[index]]));
  return ids.map(id => byId.get(id));
}
