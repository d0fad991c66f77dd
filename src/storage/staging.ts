import Dexie from 'dexie';
import { commit } from './commit';
import type { Instant } from '../domain/id';
import type { Workspace } from './open';
import type { Rows, StagedRow, TableName } from './rows';
import { seal } from './seal';

/** Staged imports older than this are swept away: their preview was left open or the tab was closed. */
const stagedFor = 24 * 60 * 60 * 1000;

/** Rows read or written at once. */
export const pageSize = 500;

/** A checked row of a file, with the key that puts it in the order it must be joined in. */
export interface RowToStage {
  table: TableName;
  key: string;
  row: object;
}

/** Keeps checked rows aside, each in the form it will be put in: its body sealed. */
export async function stage(ws: Workspace, importId: string, rows: readonly RowToStage[]): Promise<void> {
  const at = ws.now();
  const staged = await Promise.all(
    rows.map(async ({ table, key, row }): Promise<StagedRow> => {
      const body = 'body' in row ? { ...row, body: await seal(row.body) } : row;
      return { id: `${importId}|${table}|${key}`, import: importId, table, at, body };
    }),
  );
  await commit(ws, ['staged'], async () => {
    await ws.db.staged.bulkPut(staged);
  });
}

/** The staged rows of one table by pages, in the order of their keys. */
export async function* stagedPages<Name extends TableName>(
  ws: Workspace,
  importId: string,
  table: Name,
): AsyncGenerator<Rows[Name][]> {
  const prefix = `${importId}|${table}|`;
  let after = prefix;
  for (;;) {
    const page = await ws.db.staged
      .where('id')
      .between(after, `${prefix}\uffff`, false, false)
      .limit(pageSize)
      .toArray();
    const last = page.at(-1);
    if (!last) return;
    // Checked against the shape of its table when it was staged.
    yield page.map(({ body }) => body as Rows[Name]);
    after = last.id;
  }
}

/** How many rows of a table are staged. */
export function countStaged(ws: Workspace, importId: string, table: TableName): Promise<number> {
  return ws.db.staged.where('[import+table]').equals([importId, table]).count();
}

/** What is kept of the head of a staged file. */
export interface StagedHead {
  exportedAt: Instant;
  /** Hex; the keys of its payloads' hashes. */
  salts: string[];
}

/** Keeps the head of a file: the mark that all its rows are staged. */
export async function stageHead(ws: Workspace, importId: string, head: StagedHead): Promise<void> {
  await ws.db.staged.put({ id: `${importId}|`, import: importId, table: '', at: ws.now(), body: head });
}

/** The head of a file that is staged here, whole. */
export async function readStagedHead(ws: Workspace, importId: string): Promise<StagedHead | undefined> {
  const row = await ws.db.staged.get(`${importId}|`);
  return row?.body as StagedHead | undefined;
}

/** Throws an import's rows away. */
export async function dropStaged(ws: Workspace, importId: string): Promise<void> {
  await ws.db.staged.where('[import+table]').between([importId, Dexie.minKey], [importId, Dexie.maxKey]).delete();
}

/** Throws away what was staged and never decided on. */
export async function sweepStaged(ws: Workspace): Promise<void> {
  const old = await ws.db.staged.filter(row => row.at < ws.now() - stagedFor).primaryKeys();
  await ws.db.staged.bulkDelete(old);
}
