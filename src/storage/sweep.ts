import type { Instant } from '../domain/id';
import type { PayloadHash } from '../domain/row';
import { commit } from './commit';
import { checkEpoch } from './lease';
import type { Workspace } from './open';
import { listPayloadFiles, removePayloadFile } from './payload-files';
import type { PayloadRow } from './rows';
import { findReferences, namingTables, withNamed } from './references';
import { inPages, retention, transcriptOnly, type Retention } from './retention';

/** Milliseconds a payload or a file must have been without use before it is swept away. */
const grace = 24 * 60 * 60 * 1000;

/** Payloads remembered as unused at once; the others have their turn later. */
const mostRemembered = 10_000;

/** What was swept away. */
interface Swept {
  payloads: number;
  files: number;
}

interface SweepOptions {
  /** The lead it is done under. */
  epoch: number;
  abort: AbortSignal;
  keep?: Retention;
}

/**
 * Mark and sweep of payloads that nothing names any more, and of files without a row; what only replays finished runs is
 * named for as long as `keep` says. Only what two sweeps at least 24 hours apart both found unused goes. Nothing is
 * deleted once rows were added since it looked: the next sweep looks again. Throws `stale-epoch` and the reason of
 * `abort`; what was swept until then stays swept.
 */
export async function sweep(ws: Workspace, { epoch, abort, keep = retention }: SweepOptions): Promise<Swept> {
  const before = await countRows(ws);
  const unused = await findUnused(ws, keep, abort);
  const due = await rememberUnused(ws, unused, epoch);
  let payloads = 0;
  for (const page of inPages(due)) {
    abort.throwIfAborted();
    if (!(await deleteUnlessGrown(ws, page, before, epoch))) break;
    payloads += page.length;
  }
  return { payloads, files: await sweepFiles(ws, abort) };
}

/** Payloads that nothing names. */
async function findUnused(ws: Workspace, keep: Retention, abort: AbortSignal): Promise<PayloadHash[]> {
  const references = await findReferences(ws, abort);
  const dropped = await transcriptOnly(ws, references, keep);
  const replayed = [...references.replay].flatMap(([run, hashes]) => (dropped.has(run) ? [] : [...hashes]));
  const used = await withNamed(ws, replayed, abort);
  const all = await ws.db.payload.toCollection().primaryKeys();
  return all.filter(hash => !references.forEver.has(hash) && !used.has(hash));
}

/** Notes since when each is unused; returns those that have been for long enough. */
function rememberUnused(ws: Workspace, unused: readonly PayloadHash[], epoch: number): Promise<PayloadHash[]> {
  const now = ws.now();
  return commit(ws, ['device'], async () => {
    await checkEpoch(ws, epoch);
    const row = await ws.db.device.get('unused');
    const known = row?.id === 'unused' ? row.since : {};
    // A clock that was put back must not keep anything for ever.
    const since = unused.map((hash): [PayloadHash, Instant] => [hash, Math.min(known[hash] ?? now, now)]);
    await ws.db.device.put({ id: 'unused', since: Object.fromEntries(since.slice(0, mostRemembered)) });
    return since.filter(([, instant]) => now - instant >= grace).map(([hash]) => hash);
  });
}

/**
 * Deletes payloads, unless a row that could name them was added since `before` was counted: what is named never changes
 * in a row that is there already. Nothing is deleted while an import waits.
 */
function deleteUnlessGrown(
  ws: Workspace,
  hashes: readonly PayloadHash[],
  before: string,
  epoch: number,
): Promise<boolean> {
  return commit(ws, ['payload', 'device', 'staged', ...namingTables], async () => {
    await checkEpoch(ws, epoch);
    if ((await countRows(ws)) !== before || (await ws.db.staged.count()) > 0) return false;
    await ws.db.payload.bulkDelete([...hashes]);
    return true;
  });
}

async function countRows(ws: Workspace): Promise<string> {
  const counts: number[] = [];
  for (const table of namingTables) counts.push(await ws.db.table(table).count());
  return counts.join();
}

/** Removes files that no row names, unless they were written lately: their row may be on its way. */
async function sweepFiles(ws: Workspace, abort: AbortSignal): Promise<number> {
  let files = 0;
  for (const page of inPages(await listPayloadFiles(ws))) {
    const rows = await ws.db.payload.bulkGet(page);
    for (const [index, hash] of page.entries()) {
      abort.throwIfAborted();
      if (isInFile(rows[index])) continue;
      const isGone = await removePayloadFile(
        ws,
        hash,
        async changedAt => ws.now() - changedAt >= grace && !isInFile(await ws.db.payload.get(hash)),
      );
      if (isGone) files++;
    }
  }
  return files;
}

const isInFile = (row: PayloadRow | undefined): boolean =>
  row !== undefined && typeof row.body === 'object' && 'file' in row.body;
