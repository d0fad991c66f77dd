import Dexie from 'dexie';
import { AppError } from '../domain/error';
import { nextStamp, type Hlc } from '../domain/hlc';
import { newId, type Id } from '../domain/id';
import type { DocumentRow } from '../domain/row';
import { commit } from './commit';
import type { Workspace } from './open';
import type { DocumentName, Rows, TableName } from './rows';
import type { EnvelopeField } from './table-spec';
import { open, seal } from './seal';

/**
 * The only three kinds of write to what is kept for ever: `add`, `patch`, `forget` (DATA: Row envelope). Derived and
 * device tables are put and deleted by the file that owns them.
 */

/**
 * Fields to change; one that is `undefined` is removed. Fields of a body are changed one by one; what they become may
 * hang on what they are.
 */
export type Patch<Row> = Partial<Omit<Row, EnvelopeField | 'body'>> &
  Partial<Pick<Row, Extract<keyof Row, 'gone' | 'home'>>> &
  (Row extends { body: infer Body } ? { body?: Partial<Body> | ((before: Body) => Partial<Body>) } : unknown);

/** The next stamp of this writer: later than each in `seen`. */
export function stamp(ws: Workspace, seen: Iterable<Hlc | undefined> = []): Hlc {
  return nextStamp(
    ws.stamps,
    ws.now(),
    [...seen].filter(one => one !== undefined),
  );
}

/** A fresh id of any kind. */
export const freshId = <Kind extends string>(ws: Workspace): Id<Kind> => newId<Kind>(ws.now(), ws.random);

/** The envelope of a row that begins now. */
export function envelope<Kind extends string>(ws: Workspace, id: Id<Kind>, seen: Iterable<Hlc | undefined> = []) {
  return { id, v: 1, at: ws.now(), born: stamp(ws, seen) };
}

/** Every stamp on a row: what an edit of it must beat. */
export function stampsOf(row: { born: Hlc; edits?: Record<string, Hlc> }): Hlc[] {
  return [row.born, ...Object.values(row.edits ?? {})];
}

/** What tells one state of a row from another: its stamps. */
export const stampKey = (row: Parameters<typeof stampsOf>[0]): string => stampsOf(row).toSorted().join();

/** Adds a row, its body sealed before. A row that is there already stays as it is: adding is idempotent by id. */
export async function add<Name extends TableName>(ws: Workspace, name: Name, row: Rows[Name]): Promise<void> {
  const table = ws.db.table<Rows[Name], string>(name);
  if (!(await table.get(row.id))) await table.add(row);
}

/** What is written in the transaction of something else. */
export interface Together {
  tables: readonly TableName[];
  write: () => Promise<unknown>;
}

/** What goes along with an edit. */
interface Along {
  marks?: readonly string[];
  together?: Together;
  /** Asked first in the transaction, which may read the tables of `together`: nothing is written where it says no. */
  mayStill?: () => Promise<boolean>;
}

const alone: Together = { tables: [], write: () => Promise.resolve() };
const always = () => Promise.resolve(true);

/**
 * Edits fields of a document, each with a stamp of its own. Inside a transaction only plain fields may be edited: a body
 * is opened and sealed outside. `marks` get the stamp of the edit besides, `together` is written in the same transaction.
 * Throws `not-found` {what}.
 */
export async function patch<Name extends DocumentName>(
  ws: Workspace,
  name: Name,
  id: string,
  fields: Patch<Rows[Name]>,
  { marks = [], together = alone, mayStill = always }: Along = {},
): Promise<void> {
  const given: { body?: object | ((before: object) => object) } & Record<string, unknown> = { ...fields };
  const { body, ...plain } = given;
  if (!body)
    return commit(ws, [name, ...together.tables], async () => {
      if (!(await mayStill())) return;
      await writeOver(ws, name, await readRow(ws, name, id), plain, marks);
      await together.write();
    });
  if (Dexie.currentTransaction) throw new Error('a body is edited outside of transactions');
  for (;;) {
    const before = await readRow(ws, name, id);
    const opened = await open(before.body ?? {});
    const edited = typeof body === 'function' ? body(opened) : body;
    const sealed = await seal({ ...opened, ...edited });
    const isOver = await commit(ws, [name, ...together.tables], async () => {
      if (!(await mayStill())) return true;
      const now = await readRow(ws, name, id);
      if (stampKey(now) !== stampKey(before)) return false;
      const fields = Object.keys(edited).map(field => `body.${field}`);
      await writeOver(ws, name, now, { ...plain, body: sealed }, [...fields, ...marks]);
      await together.write();
      return true;
    });
    if (isOver) return;
  }
}

/** Removes a document and bars its id for ever, in this workspace and in all it is merged with. */
export async function forget(ws: Workspace, name: DocumentName, id: string): Promise<void> {
  await commit(ws, [name, 'grave'], async () => {
    const row = await readRow(ws, name, id);
    await ws.db.grave.put({ id, of: name, stamp: stamp(ws, stampsOf(row)) });
    await ws.db.table<unknown, string>(name).delete(id);
  });
}

type AnyDocument = DocumentRow<string> & { body?: object } & Record<string, unknown>;

async function readRow(ws: Workspace, name: DocumentName, id: string): Promise<AnyDocument> {
  const row = await ws.db.table<AnyDocument, string>(name).get(id);
  if (!row) throw new AppError('not-found', { parameters: { what: name } });
  return row;
}

/** Edits plain fields of a document that was read in the same transaction. */
export async function patchRow<Name extends DocumentName>(
  ws: Workspace,
  name: Name,
  row: Rows[Name],
  fields: Patch<Rows[Name]>,
): Promise<void> {
  await writeOver(ws, name, row, fields);
}

async function writeOver(
  ws: Workspace,
  name: DocumentName,
  row: DocumentRow<string> & { body?: object },
  fields: Record<string, unknown>,
  marks: readonly string[] = [],
): Promise<void> {
  const edited = stamp(ws, stampsOf(row));
  const next: AnyDocument = { ...row, edits: { ...row.edits } };
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) delete next[field];
    else next[field] = value;
    if (field !== 'body') next.edits = { ...next.edits, [field]: edited };
  }
  for (const mark of marks) next.edits = { ...next.edits, [mark]: edited };
  await ws.db.table<AnyDocument, string>(name).put(next);
}
