import type { Basis, CostEntryRow } from '../domain/cost-entry';
import { derivedId, type Id } from '../domain/id';
import type { RunRow } from '../domain/run';
import { dayIn } from '../lib/day';
import { appendToChain } from './chain';
import { commit } from './commit';
import { currentReplica } from './lease';
import type { Workspace } from './open';
import { addToRollups } from './rollups';
import { readSettings } from './settings';
import { envelope } from './write';

/** What an attempt cost, as the engine knows it; where and when it was is filled in here. */
export type NewCost = Pick<
  CostEntryRow,
  | 'act'
  | 'attempt'
  | 'message'
  | 'connection'
  | 'provider'
  | 'model'
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
export const costTables = ['cost', 'rollup', 'device', 'run', 'task'] as const;

/** The day of a booking: UTC's, and the workspace's. Read before the transaction. */
export interface BookingDays {
  dayUtc: string;
  dayLocal: string;
}

/** Today in UTC and in the workspace's zone. */
export async function bookingDays(ws: Workspace): Promise<BookingDays> {
  const { zone } = await readSettings(ws);
  return { dayUtc: dayIn('UTC', ws.now()), dayLocal: dayIn(zone, ws.now()) };
}

/** The id of an attempt's cost entry: a crash in between can neither lose it nor make two. */
export const costId = (act: Id<'act'>, attempt: number): Id<'cost-entry'> =>
  derivedId('cost-entry', `${act}|${attempt}`);

/** Books an attempt once; to be called inside a transaction over `costTables`. Booking it again changes nothing. */
export async function bookCost(ws: Workspace, run: RunRow, days: BookingDays, cost: NewCost): Promise<void> {
  const id = costId(cost.act, cost.attempt);
  if (await ws.db.cost.get(id)) return;
  const row = await appendToChain(ws, { ...(await entryBase(ws, run, days, cost)), ...envelope(ws, id), kind: 'call' });
  await addToRollups(ws, row);
}

/** Surer figures come later in this order; a correction never makes a cost less sure. */
const sureness: Record<Basis, number> = { simulated: 0, unknown: 1, estimated: 2, priced: 3, reported: 4 };

/**
 * The usage of an attempt whose engine has lost the lead meanwhile: the only write that needs no epoch, so that a billed
 * call is never lost. Where the attempt is booked already, a surer figure becomes a correction of it.
 */
export async function writeLateUsage(ws: Workspace, run: Id<'run'>, cost: NewCost): Promise<void> {
  const days = await bookingDays(ws);
  await commit(ws, costTables, async () => {
    const row = await ws.db.run.get(run);
    if (!row) return;
    const booked = await ws.db.cost.get(costId(cost.act, cost.attempt));
    if (!booked) return bookCost(ws, row, days, cost);
    if (sureness[cost.basis] > sureness[booked.basis]) await correctCost(ws, row, booked, cost);
  });
}

/** A correction names what it corrects and counts in its place, on its day. */
async function correctCost(ws: Workspace, run: RunRow, booked: CostEntryRow, cost: NewCost): Promise<void> {
  const id = derivedId<'cost-entry'>('correction', `${booked.id}|${cost.basis}`);
  if (await ws.db.cost.get(id)) return;
  const before = (await lastCorrection(ws, booked.id)) ?? booked;
  const base = await entryBase(ws, run, booked, cost);
  const row = await appendToChain(ws, {
    ...base,
    ...envelope(ws, id, [before.born]),
    kind: 'correction',
    corrects: booked.id,
  });
  await addToRollups(ws, row, before);
}

/** The newest correction of an entry: the figure that counts. */
export async function lastCorrection(ws: Workspace, id: Id<'cost-entry'>): Promise<CostEntryRow | undefined> {
  const rows = await ws.db.cost.where('corrects').equals(id).toArray();
  return rows.sort((a, b) => (a.born < b.born ? -1 : 1)).at(-1);
}

async function entryBase(ws: Workspace, run: RunRow, days: BookingDays, cost: NewCost) {
  const task = await ws.db.task.get(run.task);
  return {
    ...cost,
    replica: await currentReplica(ws),
    dayUtc: days.dayUtc,
    dayLocal: days.dayLocal,
    run: run.id,
    task: run.task,
    conversation: run.conversation,
    agent: run.agent,
    ...(task?.project ? { project: task.project } : {}),
  };
}
