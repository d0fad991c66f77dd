import { changeOf } from '../domain/charge';
import type { CostEntryRow } from '../domain/cost-entry';
import type { Repriced } from '../domain/repricing';
import { appendEntry } from './append';
import { bookInWindows } from './budget-windows';
import { commit } from './commit';
import { costTables, lastCorrection } from './costs';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { journalTables, record } from './runs';
import { envelope, freshId } from './write';

/** Entries written in one transaction: it locks the ledger in every tab. */
const atOnce = 50;

/**
 * Gives calls another price: each gets a new entry that counts in its place, on its day; what was written stays as it was.
 * Answers how many: one whose figure is no longer `entry` is left alone, so doing it again changes nothing.
 */
export async function reprice(
  ws: Workspace,
  changes: readonly { entry: CostEntryRow; to: Repriced }[],
  abort?: AbortSignal,
): Promise<number> {
  let written = 0;
  for (let at = 0; at < changes.length; at += atOnce) {
    abort?.throwIfAborted();
    written += await commit(ws, [...journalTables, ...costTables], async () => {
      let count = 0;
      for (const { entry, to } of changes.slice(at, at + atOnce)) if (await repriceOne(ws, entry, to)) count += 1;
      return count;
    });
  }
  return written;
}

async function repriceOne(ws: Workspace, before: CostEntryRow, to: Repriced): Promise<boolean> {
  const original = before.corrects ?? before.id;
  const counted = (await lastCorrection(ws, original)) ?? (await ws.db.cost.get(original));
  if (counted?.id !== before.id) return false;
  const { rawUsage: _, low: __, high: ___, ...call } = before;
  const fields = { ...call, ...to, ...envelope(ws, freshId<'cost-entry'>(ws), [before.born]) };
  const row = await appendEntry(ws, { ...fields, kind: 'repricing', corrects: original }, before);
  await bookInWindows(ws, row, undefined, before);
  await tellRun(ws, row, before);
  return true;
}

/** What its run cost follows. Only where that lives: two installations that give the same price would each add it. */
async function tellRun(ws: Workspace, row: CostEntryRow, before: CostEntryRow): Promise<void> {
  const run = row.run && (await ws.db.run.get(row.run));
  if (!run || run.home !== (await currentReplica(ws))) return;
  const { act, attempt } = row;
  const event = { kind: 'late-usage', act, attempt, ...changeOf(row, before) } as const;
  await record(ws, 0, run.id, [{ id: freshId<'event'>(ws), event }]);
}
