import Dexie from 'dexie';
import type { CostEntryRow } from '../domain/cost-entry';
import type { ReplicaId } from '../domain/id';
import { canonicalJson } from '../lib/canonical-json';
import { entryHash, genesis } from './chain';
import { commit } from './commit';
import { allSums } from './day-sums';
import type { Workspace } from './open';
import { payloadText } from './payloads';
import { inPages } from './retention';
import { rebuildRollups, sumLedger } from './rollups';
import type { SumsRow } from './sums-row';

/** What a look over the whole workspace found. */
export interface CheckReport {
  entries: number;
  /** Entries of the ledger that are not as they were written, or do not follow the one before. */
  changedEntries: number;
  texts: number;
  /** Texts whose bytes are missing, cut short or unreadable. */
  lostTexts: number;
  /** Sums that did not agree with the ledger; they were counted anew. */
  wrongSums: number;
}

/** How a long look is told to stop, and tells how far it is (0 to 1). */
interface Looking {
  abort: AbortSignal;
  progress: (done: number) => void;
}

/** Entries read at once. */
const pageSize = 500;

/**
 * Reads the ledger, every text and every sum, and says what is wrong. Only sums are mended: they are a cache. Throws the
 * reason of `abort`.
 */
export async function checkWorkspace(ws: Workspace, { abort, progress }: Looking): Promise<CheckReport> {
  const [costs, texts] = [await ws.db.cost.count(), await ws.db.payload.count()];
  let seen = 0;
  const step = (count: number) => {
    abort.throwIfAborted();
    seen += count;
    progress(seen / Math.max(1, costs + texts));
  };
  const changedEntries = await changedIn(ws, step);
  const lostTexts = await lostIn(ws, step);
  return { entries: costs, changedEntries, texts, lostTexts, wrongSums: await mendSums(ws) };
}

async function changedIn(ws: Workspace, step: (count: number) => void): Promise<number> {
  let changed = 0;
  for (const replica of await ws.db.cost.orderBy('replica').uniqueKeys()) {
    let before: Pick<CostEntryRow, 'seq' | 'hash'> = { seq: 0, hash: genesis };
    for (;;) {
      const page = await after(ws, replica as ReplicaId, before.seq);
      for (const entry of page) {
        const follows = entry.seq === before.seq + 1 && entry.prev === before.hash;
        if (!follows || entryHash(entry) !== entry.hash) changed += 1;
        before = entry;
      }
      step(page.length);
      if (page.length < pageSize) break;
    }
  }
  return changed;
}

const after = (ws: Workspace, replica: ReplicaId, seq: number): Promise<CostEntryRow[]> =>
  ws.db.cost.where('[replica+seq]').between([replica, seq], [replica, Dexie.maxKey], false).limit(pageSize).toArray();

async function lostIn(ws: Workspace, step: (count: number) => void): Promise<number> {
  let lost = 0;
  for (const page of inPages(await ws.db.payload.toCollection().primaryKeys())) {
    for (const row of await ws.db.payload.bulkGet(page)) {
      // Swept away since the list was made: nothing named it.
      if (row && (await payloadText(row).catch(() => undefined)) === undefined) lost += 1;
    }
    step(page.length);
  }
  return lost;
}

/** Compares and mends in one transaction: what is booked meanwhile waits. */
function mendSums(ws: Workspace): Promise<number> {
  return commit(ws, ['cost', 'rollup'], async () => {
    const right = await sumLedger(ws);
    const known = new Map((await allSums(ws)).map(row => [row.id, row]));
    const all = new Set([...right.keys(), ...known.keys()]);
    const wrong = [...all].filter(id => !isSame(right.get(id), known.get(id))).length;
    if (wrong > 0) await rebuildRollups(ws);
    return wrong;
  });
}

const isSame = (one: SumsRow | undefined, other: SumsRow | undefined) =>
  one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other);
