import type { EventRow } from '../domain/event';
import type { Id } from '../domain/id';
import type { PayloadHash } from '../domain/row';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import type { TableName } from './rows';
import { schema, tableNames } from './schema';
import { open } from './seal';

/** Rows read at once. */
const pageSize = 500;

/** Manifests read at once. */
const manifestsAtOnce = 50;

/** Where payloads are named: all that is kept for ever, what contradicted it, and what waits to be sent. */
export const namingTables: readonly TableName[] = [
  ...tableNames.filter(name => ['document', 'link', 'ledger'].includes(schema[name].class)),
  'quarantine',
  'attachment',
];

/** Who names which payloads. */
export interface References {
  /** Named by rows that are kept for ever, or until they are sent. */
  forEver: Set<PayloadHash>;
  /** What only shows again how a run went: manifests of its calls, and what it showed when it asked. */
  replay: Map<Id<'run'>, Set<PayloadHash>>;
}

/**
 * Reads every row that may name a payload. Anything in a row that looks like a hash counts as one, so that a field added
 * later is never overlooked. Throws the reason of `abort`.
 */
export async function findReferences(ws: Workspace, abort: AbortSignal): Promise<References> {
  const references: References = { forEver: new Set(), replay: new Map() };
  for (const table of namingTables) {
    for await (const rows of pages(ws, table, abort)) {
      if (table === 'event') for (const row of rows) noteEvent(references, row as EventRow);
      else addHashes(rows, references.forEver);
    }
  }
  return references;
}

async function* pages(ws: Workspace, table: TableName, abort: AbortSignal): AsyncGenerator<object[]> {
  for (let after = ''; ;) {
    abort.throwIfAborted();
    const rows = await ws.db.table<{ id: string }, string>(table).where(':id').above(after).limit(pageSize).toArray();
    yield await Promise.all(rows.map(async row => ('body' in row ? { ...row, body: await open(row.body) } : row)));
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

function noteEvent({ forEver, replay }: References, { run, event }: EventRow): void {
  const { manifest, shown, ...kept } = { manifest: undefined, shown: undefined, ...event };
  addHashes(kept, forEver);
  const own = replay.get(run) ?? new Set();
  for (const hash of present([manifest, shown])) own.add(hash);
  if (own.size > 0) replay.set(run, own);
}

const hashShape = /^[0-9a-f]{64}$/;

function addHashes(value: unknown, to: Set<PayloadHash>): void {
  if (typeof value === 'string') {
    if (hashShape.test(value)) to.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) addHashes(inner, to);
  }
}

/** These payloads and all that they name in turn: a manifest names the one before it and the texts of its window. */
export async function withNamed(
  ws: Workspace,
  hashes: Iterable<PayloadHash>,
  abort: AbortSignal,
): Promise<Set<PayloadHash>> {
  const all = new Set(hashes);
  let next = [...all];
  while (next.length > 0) {
    abort.throwIfAborted();
    const rows = await ws.db.payload.bulkGet(next.slice(0, manifestsAtOnce));
    const named = new Set<PayloadHash>();
    const previous: PayloadHash[] = [];
    for (const value of await Promise.all(rows.map(row => payloadValue<Partial<Record<string, unknown>>>(row)))) {
      addHashes(value, named);
      const before = value?.['previous'];
      if (typeof before === 'string' && !all.has(before)) previous.push(before);
    }
    for (const hash of named) all.add(hash);
    next = [...next.slice(manifestsAtOnce), ...new Set(previous)];
  }
  return all;
}
