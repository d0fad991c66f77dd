import Dexie from 'dexie';
import { databasePrefix } from './open';
import { readPayloadFile } from './payload-files';
import { schema } from './schema';

/** Rows read at once. */
const pageSize = 500;

/**
 * Everything that can still be read of this scope's workspaces, a JSON line a row: for when a workspace does not open
 * and cannot be exported. Whatever its version, the database is opened as it is. Keys are not in it: they lie in the
 * vault's database, and what belongs to this device alone is left out.
 */
export async function rawCopy(scope: string): Promise<Blob> {
  const prefix = databasePrefix(scope);
  const names = (await Dexie.getDatabaseNames()).filter(name => name.startsWith(prefix));
  const pieces: Blob[] = [];
  for (const name of names) {
    const database = name.slice(prefix.length);
    const db = await new Dexie(name).open();
    try {
      for (const table of db.tables) {
        if (leaves(table.name)) pieces.push(...(await readTable(database, table)));
      }
    } finally {
      db.close();
    }
  }
  return new Blob(pieces, { type: 'application/x-ndjson' });
}

/** Tables that a newer version added are unknown here: better one too many than one lost. */
function leaves(table: string): boolean {
  const known = Object.entries(schema).find(([name]) => name === table);
  return known === undefined || known[1].class !== 'device';
}

async function readTable(database: string, table: Dexie.Table<unknown, unknown>): Promise<Blob[]> {
  const pages: Blob[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const rows: unknown[] = await table.offset(offset).limit(pageSize).toArray();
    const lines = await Promise.all(rows.map(async row => lineOf(database, table.name, row)));
    pages.push(new Blob(lines));
    if (rows.length < pageSize) return pages;
  }
}

async function lineOf(database: string, table: string, row: unknown): Promise<string> {
  return `${JSON.stringify({ database, table, row: await readable(row) })}\n`;
}

/** Long payloads are Blobs, which JSON does not know, or lie in files. A file that is lost leaves the row as it is. */
async function readable(row: unknown): Promise<unknown> {
  if (typeof row !== 'object' || row === null || !('body' in row) || !('size' in row)) return row;
  const { body, size } = row;
  if (body instanceof Blob) return { ...row, body: await body.text() };
  if (typeof body !== 'object' || body === null || !('file' in body)) return row;
  return { ...row, body: (await readPayloadFile({ file: String(body.file) }, Number(size))) ?? body };
}
