import type { Hlc } from '../domain/hlc';
import type { ReplicaId } from '../domain/id';
import { present } from '../lib/entries';
import { chainHeads } from './chain';
import { fileTables } from './join';
import type { Workspace } from './open';
import { payloadText } from './payloads';
import type { ChainHead, PayloadRow, TableName } from './rows';
import { open } from './seal';
import { pageSize } from './staging';

/** Where a long read ends: what is written after it is not part of it. */
export interface HighWater {
  heads: ChainHead[];
  /** The newest stamp of any ledger row or message. */
  stamp: Hlc;
  /** Small documents, read together so that they agree with one another. */
  documents: Map<TableName, object[]>;
  /** Rows in all tables of the file, for progress. */
  rows: number;
  /** Hex; the first keys new payload hashes. */
  salts: string[];
}

/** Tables that may be large: read by pages, up to the high water. */
const large: readonly TableName[] = ['activity', 'cost', 'event', 'message', 'payload'];

/** Payloads may be long: fewer of them make a page, and of those only so many bytes are read at once. */
const payloadsAtOnce = 50;
const bytesAtOnce = 8_000_000;

/** Notes where everything stands and reads the small documents, in one short transaction. */
export function highWater(ws: Workspace): Promise<HighWater> {
  return ws.db.transaction('r', [...fileTables(), 'device'], async () => {
    const documents = new Map<TableName, object[]>();
    let rows = 0;
    for (const table of fileTables()) {
      rows += await ws.db.table(table).count();
      if (!large.includes(table))
        documents.set(table, await ws.db.table<object, string>(table).orderBy(':id').toArray());
    }
    let stamp = '';
    for (const table of ['activity', 'cost', 'event', 'message'] as const) {
      const newest = await ws.db[table].orderBy('born').last();
      if (newest && newest.born > stamp) stamp = newest.born;
    }
    const identity = await ws.db.device.get('identity');
    return {
      heads: await chainHeads(ws),
      stamp,
      documents,
      rows,
      salts: identity?.id === 'identity' ? identity.salts : [],
    };
  });
}

/** The rows of one table of the file, by id, in pages, bodies opened. A payload's body is its text. */
export async function* filePages(ws: Workspace, table: TableName, water: HighWater): AsyncGenerator<object[]> {
  const ends = new Map<ReplicaId, number>(water.heads.map(head => [head.replica, head.seq]));
  const small = water.documents.get(table);
  const size = table === 'payload' ? payloadsAtOnce : pageSize;
  let after = '';
  for (let at = 0; ; at += size) {
    const page = small
      ? small.slice(at, at + size)
      : await ws.db.table<object, string>(table).where(':id').above(after).limit(size).toArray();
    const last = page.at(-1);
    if (!last) return;
    if ('id' in last) after = String(last.id);
    const rows = small ? page : page.filter(row => isBelow(row, water.stamp, ends));
    for (const few of bySize(rows)) yield present(await Promise.all(few.map(openForFile)));
  }
}

/** Rows in groups whose payloads together have about as many bytes as may be in memory. */
function* bySize(rows: readonly object[]): Generator<object[]> {
  let group: object[] = [];
  let bytes = 0;
  for (const row of rows) {
    group.push(row);
    bytes += isPayload(row) ? row.size : 0;
    if (bytes < bytesAtOnce) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  yield group;
}

function isBelow(row: object, stamp: Hlc, ends: Map<ReplicaId, number>): boolean {
  if ('seq' in row && 'replica' in row) return Number(row.seq) <= (ends.get(String(row.replica)) ?? 0);
  return !('born' in row) || String(row.born) <= stamp;
}

/** A payload whose file was lost has no text to leave with. */
async function openForFile(row: object): Promise<object | undefined> {
  if (isPayload(row)) {
    const body = await payloadText(row);
    return body === undefined ? undefined : { ...row, body };
  }
  return 'body' in row ? { ...row, body: await open(row.body) } : row;
}

const isPayload = (row: object): row is PayloadRow => 'size' in row && 'body' in row && !('born' in row);
