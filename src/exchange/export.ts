import type { Instant } from '../domain/id';
import { canonicalJson } from '../lib/canonical-json';
import { keysOf } from '../lib/entries';
import type { Workspace } from '../storage/open';
import { filePages, highWater, type HighWater } from '../storage/pages';
import { format, tableShapes, type FileTable } from './workspace-format';
import type { Work } from './work';

/**
 * The workspace as one JSON file: canonical (RFC 8785), rows sorted by id, so that the same rows give the same bytes.
 * Never keys, grants or device rows: classes and file flags of the schema decide. Written page by page; each page is
 * handed to the browser as a Blob, so that the whole is never in memory. Throws the reason of `abort`.
 */
export async function exportWorkspace(ws: Workspace, work: Work): Promise<Blob> {
  const water = await highWater(ws);
  const pieces = [new Blob([head(ws.now(), water)])];
  let done = 0;
  let separator = '';
  for (const table of keysOf(tableShapes).sort()) {
    pieces.push(new Blob([`${separator}${JSON.stringify(table)}:[`]));
    let comma = '';
    for await (const page of filePages(ws, table satisfies FileTable, water)) {
      work.abort.throwIfAborted();
      if (page.length === 0) continue;
      pieces.push(new Blob([comma, page.map(canonicalJson).join(',')]));
      comma = ',';
      done += page.length;
      work.progress(Math.min(1, done / Math.max(1, water.rows)));
    }
    pieces.push(new Blob([']']));
    separator = ',';
  }
  pieces.push(new Blob(['}}']));
  return new Blob(pieces, { type: 'application/json' });
}

/** Everything before the tables: their key comes last in canonical order. */
function head(exportedAt: Instant, { heads, salts }: HighWater): string {
  return `${canonicalJson({ exportedAt, format, heads, salts: salts.toSorted() }).slice(0, -1)},"tables":{`;
}
