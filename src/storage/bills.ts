import type { CostEntryRow } from '../domain/cost-entry';
import type { Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { commit } from './commit';
import { lastCorrection } from './costs';
import type { Workspace } from './open';
import type { KeyRow } from './rows';

/** How far back calls are looked up at a provider. */
const lookBack = 30 * 24 * 3_600_000;

/** A call whose cost is not known, with what it counts as meanwhile. */
export interface UnsureCall {
  /** The entry of the call itself. */
  entry: CostEntryRow;
  counted: CostEntryRow;
}

/** This installation's calls over a connection in the last 30 days that no provider has told the cost of, oldest first. */
export async function unsureCalls(ws: Workspace, connection: Id<'connection'>): Promise<UnsureCall[]> {
  const calls: UnsureCall[] = [];
  for (const entry of await callsSince(ws, connection, ws.now() - lookBack)) {
    const counted = (await lastCorrection(ws, entry.id)) ?? entry;
    if (counted.basis === 'estimated' || counted.basis === 'unknown') calls.push({ entry, counted });
  }
  return calls;
}

/** What this installation's calls over a connection have cost since, as far as that is known. */
export async function bookedSince(ws: Workspace, connection: Id<'connection'>, since: Instant): Promise<NanoUsd> {
  let sum = 0;
  for (const entry of await callsSince(ws, connection, since)) {
    sum += ((await lastCorrection(ws, entry.id)) ?? entry).cost ?? 0;
  }
  return sum;
}

async function callsSince(ws: Workspace, connection: Id<'connection'>, since: Instant): Promise<CostEntryRow[]> {
  const from = Math.max(0, since).toString(16).padStart(12, '0');
  const entries = await ws.db.cost.where('born').aboveOrEqual(from).toArray();
  return entries.filter(
    ({ kind, replica, at, ...entry }) =>
      kind === 'call' && replica === ws.replica && entry.connection === connection && at >= since,
  );
}

/** What the provider had counted for this device's key when it was last compared with the ledger. */
export async function billedBefore(ws: Workspace, connection: Id<'connection'>): Promise<KeyRow['billed']> {
  return (await ws.db.key.get(connection))?.billed;
}

/** Remembers what the provider has counted by now. */
export async function noteBilled(
  ws: Workspace,
  connection: Id<'connection'>,
  billed: NonNullable<KeyRow['billed']>,
): Promise<void> {
  await commit(ws, ['key'], () => ws.db.key.update(connection, { billed }));
}
