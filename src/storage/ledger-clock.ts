import Dexie from 'dexie';
import { applies, type BudgetRow } from '../domain/budget';
import { lookBack, tellsTime, type BudgetWindowRow, type ClockJump } from '../domain/budget-window';
import type { CostEntryRow } from '../domain/cost-entry';
import type { Instant } from '../domain/id';
import { dayIn } from '../lib/day';
import { currentReplica } from './lease';
import type { Workspace } from './open';

/**
 * The newest instant of this installation's ledger, and now: the later of both is the time for windows, so that a clock
 * which was set back does not go before it.
 */
export async function ledgerClock(ws: Workspace): Promise<ClockJump> {
  const newest = await (await backwards(ws)).filter(tellsTime).first();
  return { last: newest?.at ?? 0, now: ws.now() };
}

/**
 * The newest gap of more than 36 hours before `at`, and since a budget was spent from last, that nobody was asked about.
 * What was booked before its newest window is of no matter; a call that ends days later is booked on the day it was set
 * aside, but was heard of only then.
 */
export async function unaskedGap(
  ws: Workspace,
  budget: BudgetRow,
  { from, zone }: BudgetWindowRow,
  at: Instant,
): Promise<ClockJump | undefined> {
  const said = await ws.db.device.get('clock');
  const isOwn = (entry: CostEntryRow) => applies(budget, entry) || dayIn(zone, entry.at) < from;
  const look = lookBack(at, said?.id === 'clock' ? said.right : 0, isOwn);
  await (await backwards(ws)).until(entry => look.see(entry)).each(() => {});
  return look.gap();
}

/** The user has said that the clock is right: nobody asks again about what was before. */
export async function keepRight(ws: Workspace, right: Instant): Promise<void> {
  await ws.db.device.put({ id: 'clock', right });
}

/** This installation's chain, newest entry first. */
async function backwards(ws: Workspace) {
  const replica = await currentReplica(ws);
  const chain = ws.db.cost.where('[replica+seq]').between([replica, Dexie.minKey], [replica, Dexie.maxKey]);
  return chain.reverse();
}
