import Dexie from 'dexie';
import { changeOf } from '../domain/charge';
import { isUpperBoundDue, type CostEntryRow } from '../domain/cost-entry';
import { derivedId } from '../domain/id';
import { appendEntry } from './append';
import { bookInWindows } from './budget-windows';
import { commit } from './commit';
import { costTables, lastCorrection } from './costs';
import { checkEpoch, currentReplica } from './lease';
import type { Workspace } from './open';
import { journalTables, record } from './runs';
import { envelope, freshId } from './write';

/** Milliseconds after which nobody is expected to tell any more. */
const untold = 24 * 3_600_000;

/** Entries looked at in one transaction: it locks the ledger in every tab. */
const atOnce = 50;

/**
 * Books calls at the most they can have cost whose usage nobody has told for 24 hours (MONEY: Budgets and reservations).
 * Each gets a new entry that counts in its place; what the provider says later still counts in the place of that. Budgets
 * have counted them so since they were made. Only this installation's own entries: another's are that one's to settle.
 * Answers how many were booked. Throws `stale-epoch` and the reason of `abort`; what was booked until then stays.
 */
export async function bookUpperBounds(
  ws: Workspace,
  { epoch, abort }: { epoch: number; abort: AbortSignal },
): Promise<number> {
  let booked = 0;
  for (;;) {
    abort.throwIfAborted();
    const turn = await commit(ws, [...journalTables, ...costTables], () => nextTurn(ws, epoch));
    booked += turn.booked;
    if (turn.isLast) return booked;
  }
}

/** Goes on along the chain from where the last turn ended, as far as entries are old enough. */
async function nextTurn(ws: Workspace, epoch: number): Promise<{ booked: number; isLast: boolean }> {
  await checkEpoch(ws, epoch);
  const [replica, row] = [await currentReplica(ws), await ws.db.device.get('settled')];
  const from = row?.id === 'settled' && row.replica === replica ? row.seq : 0;
  const chain = ws.db.cost.where('[replica+seq]').between([replica, from], [replica, Dexie.maxKey], false);
  const page = await chain.limit(atOnce).toArray();
  // In order, so that none is passed over. A clock that was far ahead, or is, makes nobody wait for it.
  const young = page.findIndex(entry => Math.abs(ws.now() - entry.at) < untold);
  const old = young < 0 ? page : page.slice(0, young);
  let booked = 0;
  for (const entry of old) if (await settle(ws, epoch, entry)) booked += 1;
  const last = old.at(-1);
  if (last) await ws.db.device.put({ id: 'settled', replica, seq: last.seq });
  return { booked, isLast: old.length < atOnce };
}

async function settle(ws: Workspace, epoch: number, counted: CostEntryRow): Promise<boolean> {
  if (!isUpperBoundDue(counted)) return false;
  const original = counted.corrects ?? counted.id;
  const newest = await lastCorrection(ws, original);
  if (newest && newest.id !== counted.id) return false;
  const id = derivedId<'cost-entry'>('upper-bound', counted.id);
  const { rawUsage: _, ...call } = counted;
  const { high, act, attempt, run } = call;
  const figures = { ...call, ...envelope(ws, id, [counted.born]), cost: high };
  const row = await appendEntry(ws, { ...figures, kind: 'upper-bound', corrects: original }, counted);
  await bookInWindows(ws, row, undefined, counted);
  const more = { kind: 'late-usage', act, attempt, ...changeOf(row, counted) } as const;
  if (run && (await ws.db.run.get(run))) await record(ws, epoch, run, [{ id: freshId<'event'>(ws), event: more }]);
  return true;
}
