import { isOver } from '../domain/fold';
import type { Id, Instant } from '../domain/id';
import type { PayloadHash } from '../domain/row';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import type { References } from './references';

/** How much is kept of how finished runs went (DATA: Payloads). */
export interface Retention {
  /** Milliseconds since a run ended. */
  age: number;
  /** UTF-8 bytes of all such payloads. */
  bytes: number;
}

export const retention: Retention = { age: 90 * 24 * 60 * 60 * 1000, bytes: 500_000_000 };

/** Rows read at once. */
const pageSize = 500;

interface Finished {
  run: Id<'run'>;
  endedAt: Instant;
  hashes: Set<PayloadHash>;
}

/**
 * The runs of which only the transcript is to be kept: those that ended too long ago, and the oldest while all together
 * take too much room. Runs of a pinned conversation are never among them, nor does what they take count.
 */
export async function transcriptOnly(
  ws: Workspace,
  { replay }: References,
  { age, bytes }: Retention,
): Promise<Set<Id<'run'>>> {
  const finished = await finishedRuns(ws, replay);
  const sizes = await sizesOf(ws, new Set(finished.flatMap(({ hashes }) => [...hashes])));
  const dropped = new Set<Id<'run'>>();
  const counted = new Set<PayloadHash>();
  let total = 0;
  for (const { run, endedAt, hashes } of finished.sort((a, b) => b.endedAt - a.endedAt)) {
    for (const hash of hashes) {
      if (!counted.has(hash)) total += sizes.get(hash) ?? 0;
      counted.add(hash);
    }
    if (ws.now() - endedAt > age || total > bytes) dropped.add(run);
  }
  return dropped;
}

async function finishedRuns(ws: Workspace, replay: References['replay']): Promise<Finished[]> {
  const pinned = new Set(await ws.db.conversation.filter(row => row.pinned && !row.gone).primaryKeys());
  const finished: Finished[] = [];
  for (const ids of inPages([...replay.keys()])) {
    const rows = present<RunRow>(await ws.db.run.bulkGet(ids));
    for (const { id, status, conversation, since } of rows)
      if (isOver(status) && !pinned.has(conversation))
        finished.push({ run: id, endedAt: since, hashes: replay.get(id) ?? new Set() });
  }
  return finished;
}

async function sizesOf(ws: Workspace, hashes: ReadonlySet<PayloadHash>): Promise<Map<PayloadHash, number>> {
  const sizes = new Map<PayloadHash, number>();
  for (const page of inPages([...hashes]))
    for (const row of present(await ws.db.payload.bulkGet(page))) sizes.set(row.id, row.size);
  return sizes;
}

/** A list by pages of at most 500. */
export function* inPages<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += pageSize) yield items.slice(at, at + pageSize);
}
