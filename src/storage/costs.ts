import { asideOf, type ReservationRow } from '../domain/budget';
import { changeOf } from '../domain/charge';
import type { Basis, CostEntryRow } from '../domain/cost-entry';
import { derivedId, type Id } from '../domain/id';
import type { RunRow } from '../domain/run';
import { dayIn } from '../lib/day';
import { appendEntry } from './append';
import { bookInWindows } from './budget-windows';
import { commit } from './commit';
import type { Workspace } from './open';
import { journalTables, record, reservationId } from './runs';
import { readZone } from './settings';
import { envelope, freshId } from './write';

/** What an attempt cost, as the engine knows it; where and when it was is filled in here. */
export type NewCost = Pick<
  CostEntryRow,
  | 'act'
  | 'attempt'
  | 'message'
  | 'connection'
  | 'provider'
  | 'model'
  | 'insteadOf'
  | 'purpose'
  | 'usage'
  | 'rawUsage'
  | 'rates'
  | 'source'
  | 'cost'
  | 'low'
  | 'high'
  | 'ceiling'
  | 'basis'
  | 'providerId'
>;

/** The tables a booking touches. */
export const costTables = [
  'cost',
  'rollup',
  'device',
  'run',
  'task',
  'budget',
  'budget-window',
  'reservation',
  'activity',
] as const;

/** What a booking needs to know before its transaction: the workspace's zone. */
interface Booking {
  zone: string;
}

/** Made before the transaction. */
export async function prepareBooking(ws: Workspace): Promise<Booking> {
  return { zone: await readZone(ws) };
}

/** The id of an attempt's cost entry: a crash in between can neither lose it nor make two. */
export const costId = (act: Id<'act'>, attempt: number): Id<'cost-entry'> =>
  derivedId('cost-entry', `${act}|${attempt}`);

/**
 * Books an attempt on the day and in the windows in which its money was set aside (`held`); to be called inside a
 * transaction over `costTables` that has seen that it is not booked yet: a second entry of it is refused. Without a run
 * it is the test of a connection.
 */
export async function bookCost(
  ws: Workspace,
  run: RunRow | undefined,
  { zone }: Booking,
  cost: NewCost,
  held?: ReservationRow,
): Promise<void> {
  const at = held?.at ?? ws.now();
  const days = { dayUtc: dayIn('UTC', at), dayLocal: dayIn(zone, at) };
  const place = placeOf(run);
  const id = costId(cost.act, cost.attempt);
  const entry = { ...cost, ...asideOf(cost, held), ...days, ...place, ...envelope(ws, id) };
  const row = await appendEntry(ws, { ...entry, kind: 'call' });
  await bookInWindows(ws, row, held);
}

/** Surer figures come later in this order; a correction never makes a cost less sure. */
const sureness: Record<Basis, number> = { simulated: 0, unknown: 1, estimated: 2, priced: 3, reported: 4 };

/**
 * The usage of an attempt whose engine has lost the lead meanwhile: the only write that needs no epoch, so that a billed
 * call is never lost. Where the attempt is booked already, a surer figure becomes a correction of it.
 */
export async function writeLateUsage(ws: Workspace, run: Id<'run'>, cost: NewCost): Promise<void> {
  const booking = await prepareBooking(ws);
  const event = freshId<'event'>(ws);
  await commit(ws, [...journalTables, ...costTables], async () => {
    const row = await ws.db.run.get(run);
    if (!row) return;
    const booked = await ws.db.cost.get(costId(cost.act, cost.attempt));
    const counted = booked && ((await lastCorrection(ws, booked.id)) ?? booked);
    if (counted && sureness[cost.basis] <= sureness[counted.basis]) return;
    if (booked) await correctCost(ws, row, booked, cost);
    else await bookLate(ws, row, booking, cost);
    const { act, attempt } = cost;
    const late = { kind: 'late-usage', act, attempt, ...changeOf(cost, counted) } as const;
    await record(ws, 0, run, [{ id: event, event: late }]);
  });
}

/** Nobody has settled the attempt yet: what is set aside for it becomes its cost. */
async function bookLate(ws: Workspace, run: RunRow, booking: Booking, cost: NewCost): Promise<void> {
  const id = reservationId(cost.act, cost.attempt);
  await bookCost(ws, run, booking, cost, await ws.db.reservation.get(id));
  await ws.db.reservation.delete(id);
}

/** A correction names what it corrects and counts in its place, on its day; to be called as `bookCost`. */
export async function correctCost(
  ws: Workspace,
  run: RunRow | undefined,
  booked: CostEntryRow,
  cost: NewCost,
): Promise<void> {
  const id = derivedId<'cost-entry'>('correction', `${booked.id}|${cost.basis}`);
  if (await ws.db.cost.get(id)) return;
  const before = (await lastCorrection(ws, booked.id)) ?? booked;
  const { dayUtc, dayLocal } = booked;
  const place = { dayUtc, dayLocal, ...placeOf(run) };
  const entry = { ...cost, ...asideOf(cost, booked), ...place, ...envelope(ws, id, [before.born]) };
  const row = await appendEntry(ws, { ...entry, kind: 'correction', corrects: booked.id }, before);
  await bookInWindows(ws, row, undefined, before);
}

/** The newest correction of an entry: the figure that counts. */
export async function lastCorrection(ws: Workspace, id: Id<'cost-entry'>): Promise<CostEntryRow | undefined> {
  const rows = await ws.db.cost.where('corrects').equals(id).toArray();
  return rows.sort((a, b) => (a.born < b.born ? -1 : 1)).at(-1);
}

/** Where a run's costs belong. */
function placeOf(run: RunRow | undefined) {
  if (!run) return {};
  const { id, task, conversation, agent } = run;
  return { run: id, task, conversation, agent };
}
