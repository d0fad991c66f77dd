import type { CostEntryRow } from '../domain/cost-entry';
import type { Id } from '../domain/id';
import { canonicalHash } from '../lib/canonical-hash';
import { present } from '../lib/entries';
import { catchUp, recountWindows } from './budget-windows';
import { weighAgain } from './budgets';
import { chainHeads } from './chain';
import { commit } from './commit';
import { asDocument, mergeDocuments, mergeGraves, sameBytes, type AnyDocument } from './merge';
import type { Workspace } from './open';
import { rebuildRuns, rebuiltTables } from './rebuild';
import { rebuildRollups } from './rollups';
import type { ChainHead, TableName } from './rows';
import { rowsHere } from './rows-here';
import { schema, tableNames } from './schema';
import { open, seal } from './seal';
import { dropStaged, stagedPages } from './staging';
import { stampKey } from './write';

/** Tables that are in the file, of some classes. */
export const fileTables = (...classes: string[]): TableName[] =>
  tableNames.filter(name => schema[name].file && (classes.length === 0 || classes.includes(schema[name].class)));

const documentTables = fileTables('document', 'link');
const plainLedgers = fileTables('ledger');

/** What a joined file came to. */
interface Joined {
  /** Rows that are new or different now. */
  rows: number;
  /** Ledger rows that contradict ours: kept apart, never believed. */
  quarantined: number;
}

/** Documents of one table after the join, each with the stamps of ours that it was joined with. */
interface MergedPage {
  table: TableName;
  documents: { row: AnyDocument; joinedWith: string }[];
  /** Connections among them that lead elsewhere than ours did: no file may send a key there, the user chooses it again. */
  moved: string[];
}

/**
 * Joins a staged file into the workspace: the same operation that sync will use. By table class (DATA: Table classes):
 * documents per field, ledgers and payloads by union, graves over everything. All or nothing; joining the same file
 * again changes nothing. Runs go on meanwhile: what they write reads its rows again.
 */
export async function joinStaged(ws: Workspace, importId: string, salts: readonly string[]): Promise<Joined> {
  for (;;) {
    const pages = await mergeStaged(ws, importId);
    const joined = await commit(
      ws,
      [
        ...fileTables(),
        ...rebuiltTables,
        'rollup',
        'budget-window',
        'reservation',
        'staged',
        'quarantine',
        'device',
        'key',
      ],
      async () => {
        if (await haveMoved(ws, pages)) return undefined;
        await ws.db.table<unknown, string>('key').bulkDelete(pages.flatMap(({ moved }) => moved));
        await joinSalts(ws, salts);
        return joinAll(ws, importId, pages);
      },
    );
    if (joined) return joined;
  }
}

/** Keeps the keys of foreign payload hashes, so that an export of them can be checked again. */
async function joinSalts(ws: Workspace, salts: readonly string[]): Promise<void> {
  const identity = await ws.db.device.get('identity');
  if (identity?.id !== 'identity') return;
  await ws.db.device.put({ ...identity, salts: [...new Set([...identity.salts, ...salts])] });
}

/** Documents of the file joined with ours; only those that this changes. Bodies are opened here, before the transaction. */
async function mergeStaged(ws: Workspace, importId: string): Promise<MergedPage[]> {
  const merged: MergedPage[] = [];
  for (const table of documentTables) {
    for await (const page of stagedPages(ws, importId, table)) {
      const ours = await documentsHere(ws, table, page);
      const documents: MergedPage['documents'] = [];
      const moved: string[] = [];
      for (const [index, staged] of page.entries()) {
        const theirs = await opened({ ...staged });
        const own = ours[index] && (await opened(ours[index]));
        const row = own ? mergeDocuments(own, theirs) : theirs;
        if (own && sameBytes(row, own)) continue;
        if (own && addressOf(row) !== addressOf(own)) moved.push(row.id);
        documents.push({ row: await sealed(row), joinedWith: own ? stampKey(own) : '' });
      }
      merged.push({ table, documents, moved });
    }
  }
  return merged;
}

/** Where a connection leads; nothing for other documents. */
const addressOf = ({ body }: AnyDocument): unknown =>
  typeof body === 'object' && body !== null && 'baseUrl' in body ? body.baseUrl : undefined;

/** What is here under the ids of these rows. */
const documentsHere = async (ws: Workspace, table: TableName, rows: readonly { id: string }[]) =>
  (await rowsHere(ws, table, idsOf(rows))).map(row => row && asDocument(row));

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** A row of a file or of ours as a document, its body opened. */
export const opened = async (row: object): Promise<AnyDocument> => {
  const document = asDocument(row);
  return 'body' in document ? { ...document, body: await open(document['body']) } : document;
};

const sealed = async (row: AnyDocument): Promise<AnyDocument> =>
  'body' in row ? { ...row, body: await seal(row['body']) } : row;

/** Whether a document was edited since it was joined outside of this transaction. */
async function haveMoved(ws: Workspace, pages: readonly MergedPage[]): Promise<boolean> {
  for (const { table, documents } of pages) {
    const ours = await documentsHere(
      ws,
      table,
      documents.map(({ row }) => row),
    );
    const keys = ours.map(row => (row ? stampKey(row) : ''));
    if (documents.some(({ joinedWith }, index) => keys[index] !== joinedWith)) return true;
  }
  return false;
}

async function joinAll(ws: Workspace, importId: string, pages: readonly MergedPage[]): Promise<Joined> {
  const joined: Joined = { rows: 0, quarantined: 0 };
  const graves = await joinGraves(ws, importId, joined);
  for (const { table, documents } of pages) {
    const rows = documents.map(({ row }) => row).filter(row => !graves.has(row.id));
    await ws.db.table<AnyDocument, string>(table).bulkPut(rows);
    joined.rows += rows.length;
  }
  await joinPayloads(ws, importId, graves, joined);
  const runs = new Set<Id<'run'>>();
  for (const table of plainLedgers) await joinLedger(ws, importId, table, runs, joined);
  const costs = await joinChains(ws, importId, joined);
  await rebuildRuns(ws, runs);
  if (costs > 0) await rebuildRollups(ws);
  if (costs > 0) await recountWindows(ws);
  await followBudgets(ws, pages);
  await dropStaged(ws, importId);
  return joined;
}

/** Budgets that came, or came back, hold from now on. */
async function followBudgets(ws: Workspace, pages: readonly MergedPage[]): Promise<void> {
  const changed = pages.filter(({ table }) => table === 'budget').flatMap(({ documents }) => documents);
  if (changed.length === 0) return;
  const budgets = present(await ws.db.budget.bulkGet(changed.map(({ row }) => row.id)));
  for (const budget of budgets) if (!budget.gone) await catchUp(ws, budget);
  await weighAgain(ws);
}

/** Union of what was forgotten; what lies in a grave is removed here too. Returns all graves. */
async function joinGraves(ws: Workspace, importId: string, joined: Joined): Promise<Set<string>> {
  for await (const page of stagedPages(ws, importId, 'grave')) {
    for (const theirs of page) {
      const ours = await ws.db.grave.get(theirs.id);
      const grave = ours ? mergeGraves(ours, theirs) : theirs;
      if (ours && sameBytes(ours, grave)) continue;
      await ws.db.grave.put(grave);
      await ws.db.table<unknown, string>(grave.of).delete(grave.id);
      joined.rows++;
    }
  }
  return new Set(await ws.db.grave.toCollection().primaryKeys());
}

async function joinPayloads(ws: Workspace, importId: string, graves: Set<string>, joined: Joined): Promise<void> {
  for await (const page of stagedPages(ws, importId, 'payload')) {
    const ours = await rowsHere(ws, 'payload', idsOf(page));
    const fresh = page.filter((row, index) => !ours[index] && !graves.has(row.id));
    await ws.db.payload.bulkAdd(fresh);
    joined.rows += fresh.length;
  }
}

async function joinLedger(
  ws: Workspace,
  importId: string,
  table: TableName,
  runs: Set<Id<'run'>>,
  joined: Joined,
): Promise<void> {
  for await (const page of stagedPages(ws, importId, table)) {
    const ours = await rowsHere(ws, table, idsOf(page));
    const fresh = page.filter((_, index) => !ours[index]);
    await ws.db.table<object, string>(table).bulkAdd(fresh);
    joined.rows += fresh.length;
    for (const row of fresh) if (table === 'event' && 'run' in row && 'number' in row) runs.add(row.run);
    for (const [index, row] of page.entries()) {
      const own = ours[index];
      if (own && !sameBytes(own, row)) await quarantine(ws, table, row, joined);
    }
  }
}

/** Chains grow only at their ends: an entry that does not link to the end we know contradicts it. */
async function joinChains(ws: Workspace, importId: string, joined: Joined): Promise<number> {
  const heads = new Map((await chainHeads(ws)).map(head => [head.replica, head]));
  let added = 0;
  for await (const page of stagedPages(ws, importId, 'cost')) {
    const ours = await rowsHere(ws, 'cost', idsOf(page));
    const linked: CostEntryRow[] = [];
    for (const [index, row] of page.entries()) {
      const own = ours[index];
      if (own && sameBytes(own, row)) continue;
      if (own || !linksOn(heads.get(row.replica), row)) {
        await quarantine(ws, 'cost', row, joined);
        continue;
      }
      heads.set(row.replica, row);
      linked.push(row);
    }
    await ws.db.cost.bulkAdd(linked);
    added += linked.length;
  }
  joined.rows += added;
  return added;
}

const linksOn = (head: ChainHead | undefined, row: CostEntryRow): boolean =>
  head ? row.seq === head.seq + 1 && row.prev === head.hash : row.seq === 1;

async function quarantine(ws: Workspace, table: TableName, row: { id: string }, joined: Joined): Promise<void> {
  const id = `${table}|${row.id}|${canonicalHash(row)}`;
  if (await ws.db.quarantine.get(id)) return;
  await ws.db.quarantine.put({ id, table, at: ws.now(), body: row });
  joined.quarantined++;
}
