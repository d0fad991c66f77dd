import { mergeDocuments, sameBytes } from './merge';
import type { Workspace } from './open';
import { fileTables, opened } from './join';
import type { TableName } from './rows';
import { rowsHere } from './rows-here';
import { schema } from './schema';
import { stagedPages } from './staging';

/** What taking in a staged file would do to one table. */
export interface TablePreview {
  table: TableName;
  rows: number;
  /** Rows of the file that are not here. */
  added: number;
  /** Documents here that a merge would change. */
  changed: number;
  /** Rows here that are not in the file: a replacement would remove them. */
  removed: number;
}

/** What a staged file would do. */
interface StagedPreview {
  tables: TablePreview[];
  /** Ledger rows that differ from ours under the same id. */
  contradictions: number;
}

/** What a staged file would do, per table; reads only. */
export async function previewStaged(ws: Workspace, importId: string): Promise<StagedPreview> {
  const tables: TablePreview[] = [];
  let contradictions = 0;
  for (const table of fileTables()) {
    const here = await ws.db.table(table).count();
    let rows = 0;
    let known = 0;
    let changed = 0;
    for await (const page of stagedPages(ws, importId, table)) {
      rows += page.length;
      const ours = await rowsHere(
        ws,
        table,
        page.map(row => row.id),
      );
      for (const [index, row] of page.entries()) {
        const own = ours[index];
        if (!own) continue;
        known++;
        if (isDocument(table) && (await changes(own, row))) changed++;
        if (isLedger(table) && !sameBytes(own, row)) contradictions++;
      }
    }
    if (rows > 0 || here > 0) tables.push({ table, rows, added: rows - known, changed, removed: here - known });
  }
  return { tables, contradictions };
}

async function changes(own: object, theirs: object): Promise<boolean> {
  const ours = await opened(own);
  return !sameBytes(ours, mergeDocuments(ours, await opened(theirs)));
}

const isDocument = (table: TableName) => schema[table].class === 'document' || schema[table].class === 'link';
const isLedger = (table: TableName) => schema[table].class === 'ledger' || schema[table].class === 'chained';
