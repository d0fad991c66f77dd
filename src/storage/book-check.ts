import type { Admission } from '../domain/budget';
import { admitCall } from './budget-windows';
import { commit } from './commit';
import { bookCost, correctCost, costId, costTables, lastCorrection, prepareBooking, type NewCost } from './costs';
import type { Workspace } from './open';

/**
 * Books the test call of a connection before it is made, at the most it can cost, where the budgets have room for that.
 * No run's journal tells of it: so a tab that closes in the middle leaves the bill too high, never too low, and what the
 * call did cost becomes a correction (`settleCheck`).
 */
export async function bookCheck(ws: Workspace, cost: NewCost): Promise<Admission> {
  const booking = await prepareBooking(ws);
  const { connection, ceiling } = cost;
  return commit(ws, costTables, async () => {
    const { admission } = await admitCall(ws, { spender: { connection }, ceiling, zone: booking.zone });
    const most = admission.is === 'go' && admission.ceiling !== undefined ? { ceiling: admission.ceiling } : {};
    if (admission.is === 'go') await bookCost(ws, undefined, booking, { ...cost, ...most });
    return admission;
  });
}

/** Puts what a test call did cost in the place of the most it could; settling it again changes nothing. */
export async function settleCheck(ws: Workspace, cost: NewCost): Promise<void> {
  await commit(ws, costTables, async () => {
    const booked = await ws.db.cost.get(costId(cost.act, cost.attempt));
    if (!booked || (await lastCorrection(ws, booked.id))?.basis === 'reported') return;
    await correctCost(ws, undefined, booked, cost);
  });
}
