import Dexie from 'dexie';
import { storageError } from './faults';
import { databasePrefix } from './open';
import { readPayloadFile } from './payload-files';
import { schema } from './schema';

/** Rows looked up at once. */
const pageSize = 500;

/** Characters held before they are handed to the browser: pictures are long. */
const heldAtMost = 8_000_000;

/** A row as a line, or with `failed` a line that names what could not be read. */
interface Line {
  text: string;
  failed?: unknown;
}

/**
 * Everything that can still be read of this scope's workspaces, a JSON line a row: for when a workspace does not open
 * and cannot be exported. Whatever its version, the database is opened as it is. A database, table or row that cannot be
 * read has a line that says so in its place; throws why only where no row at all can be. Keys are not in it: they lie in
 * the vault's database, and what belongs to this device alone is left out.
 */
export async function rawCopy(scope: string): Promise<Blob> {
  const prefix = databasePrefix(scope);
  const names = (await Dexie.getDatabaseNames()).filter(name => name.startsWith(prefix));
  const pieces: Blob[] = [];
  const failures: unknown[] = [];
  let rows = 0;
  let held = '';
  for (const name of names) {
    for await (const { text, failed } of readDatabase(name.slice(prefix.length), new Dexie(name))) {
      if (failed === undefined) rows += 1;
      else failures.push(failed);
      held += text;
      if (held.length < heldAtMost) continue;
      pieces.push(new Blob([held]));
      held = '';
    }
  }
  if (rows === 0 && failures.length > 0) throw storageError(failures[0]);
  return new Blob([...pieces, held], { type: 'application/x-ndjson' });
}

async function* readDatabase(database: string, db: Dexie): AsyncGenerator<Line> {
  try {
    await db.open();
    for (const table of db.tables) if (leaves(table.name)) yield* readTable(database, table);
  } catch (failed) {
    yield unread({ database }, failed);
  } finally {
    db.close();
  }
}

/** Tables that a newer version added are unknown here: better one too many than one lost. */
function leaves(table: string): boolean {
  const known = Object.entries(schema).find(([name]) => name === table);
  return known === undefined || known[1].class !== 'device';
}

/** By keys: they are read without the rows, so that a row that cannot be read has a name. */
async function* readTable(database: string, table: Dexie.Table<unknown, unknown>): AsyncGenerator<Line> {
  let after: unknown = Dexie.minKey;
  try {
    for (;;) {
      const ids = await table.where(':id').above(after).limit(pageSize).primaryKeys();
      if (ids.length === 0) return;
      after = ids.at(-1);
      // With one that cannot be read all of them fail: then it is found one by one.
      const page = await table.bulkGet(ids).catch(() => []);
      for (const [index, id] of ids.entries()) yield readRow({ database, table: table.name, id }, page[index], table);
    }
  } catch (failed) {
    yield unread({ database, table: table.name }, failed);
  }
}

async function readRow(
  { database, table, id }: { database: string; table: string; id: unknown },
  found: unknown,
  rows: Dexie.Table<unknown, unknown>,
): Promise<Line> {
  try {
    return line({ database, table, row: await readable(found ?? (await rows.get(id))) });
  } catch (failed) {
    return unread({ database, table, id }, failed);
  }
}

/** Whether a file was made by `rawCopy`: it begins with the first word of every line of it. */
export async function isRawCopy(file: Blob): Promise<boolean> {
  const beginning = '{"database":';
  return (await file.slice(0, beginning.length).text()) === beginning;
}

const line = (says: object): Line => ({ text: `${JSON.stringify(says)}\n` });

const unread = (place: object, failed: unknown): Line => ({ ...line({ ...place, failed: String(failed) }), failed });

/** Long payloads are Blobs, which JSON does not know, or lie in files. A file that is lost leaves the row as it is. */
async function readable(row: unknown): Promise<unknown> {
  if (typeof row !== 'object' || row === null || !('body' in row) || !('size' in row)) return row;
  const { body, size } = row;
  if (body instanceof Blob) return { ...row, body: await body.text() };
  if (typeof body !== 'object' || body === null || !('file' in body)) return row;
  return { ...row, body: (await readPayloadFile({ file: String(body.file) }, Number(size))) ?? body };
}
