import { newId, type Instant } from '../domain/id';
import { commit } from './commit';
import type { Workspace } from './open';
import type { Rows, StagedRow, TableName } from './rows';
import { seal } from './seal';

/** Staged imports older than this are swept away: their preview was left open or the tab was closed. */
const stagedFor = 24 * 60 * 60 * 1000;

/** Rows read or written at once. */
export const pageSize = 500;

/** Packs read at once; each came from one slice of the file. */
const packsAtOnce = 8;

/** A checked row of a file, with the key that puts it in the order it must be joined in. */
export interface RowToStage {
  table: TableName;
  key: string;
  row: object;
  /** Whether it may be kept together with the row before it: no other row belongs between the two. */
  follows: boolean;
}

/**
 * Keeps checked rows aside, each in the form it will be put in: its body sealed. Rows lie in packs, since a database
 * takes one large row far sooner than hundreds of small ones.
 */
export async function stage(ws: Workspace, importId: string, rows: readonly RowToStage[]): Promise<void> {
  const sealed = await Promise.all(
    rows.map(async ({ row }) => ('body' in row ? { ...row, body: await seal(row.body) } : row)),
  );
  const at = ws.now();
  const packs: StagedRow[] = [];
  let pack: object[] = [];
  for (const [index, { table, key, follows }] of rows.entries()) {
    if (!follows || pack.length === pageSize || packs.at(-1)?.table !== table) {
      pack = [];
      packs.push({ id: `${importId}|${table}|${key}`, import: importId, table, at, body: pack });
    }
    pack.push(sealed[index] ?? {});
  }
  await commit(ws, ['staged'], async () => {
    await ws.db.staged.bulkPut(packs);
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
      .limit(packsAtOnce)
      .toArray();
    const last = page.at(-1);
    if (!last) return;
    // Checked against the shape of its table when it was staged.
    yield page.flatMap(({ body }) => body as Rows[Name][]);
    after = last.id;
  }
}

/** What is kept of the head of a staged file. */
interface StagedHead {
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
  // By a range of ids, which the database deletes without looking at the rows.
  await ws.db.staged.where('id').between(`${importId}|`, `${importId}|\uffff`).delete();
}

/** Throws away what was staged and never decided on. The ids of imports begin with their time. */
export async function sweepStaged(ws: Workspace): Promise<void> {
  const first = newId(ws.now() - stagedFor, size => new Uint8Array(size));
  await ws.db.staged.where('id').below(first).delete();
}
