import Dexie, { type Transaction } from 'dexie';
import { AppError } from '../domain/error';
import type { ReplicaId } from '../domain/id';
import { commit } from './commit';
import type { Workspace } from './open';

/** Makes the next epoch: whoever holds an older one can write no more. */
export function takeLead(ws: Workspace): Promise<number> {
  return commit(ws, ['device'], async () => {
    const epoch = (await currentEpoch(ws)) + 1;
    await ws.db.device.put({ id: 'lead', epoch });
    return epoch;
  });
}

/** The newest epoch; 0 before the first lead. */
export async function currentEpoch(ws: Workspace): Promise<number> {
  const lead = await ws.db.device.get('lead');
  return lead?.id === 'lead' ? lead.epoch : 0;
}

/**
 * Proves inside a transaction over `device` that `epoch` is still the newest. 0 stands for the user's own tab, which
 * needs no lead. Throws `stale-epoch`.
 */
export async function checkEpoch(ws: Workspace, epoch: number): Promise<void> {
  if (epoch === 0) return;
  const newest = await currentEpoch(ws);
  if (epoch !== newest) throw new AppError('stale-epoch', { parameters: { epoch, newest } });
}

/** Whose rows were written under an epoch. */
const ledBy = new WeakMap<Workspace, { epoch: number; replica: ReplicaId }>();
const askedIn = new WeakMap<Transaction, PromiseLike<ReplicaId>>();

/**
 * The same, and this installation's id. Whoever replaces the workspace takes the lead: under one epoch the id stays the
 * same.
 */
export async function proveLead(ws: Workspace, epoch: number): Promise<ReplicaId> {
  const known = ledBy.get(ws);
  if (epoch === 0 || known?.epoch !== epoch) {
    const [replica] = await Promise.all([currentReplica(ws), checkEpoch(ws, epoch)]);
    if (epoch !== 0) ledBy.set(ws, { epoch, replica });
    return replica;
  }
  askedIn.set(Dexie.currentTransaction, Promise.resolve(known.replica));
  await checkEpoch(ws, epoch);
  return known.replica;
}

/**
 * This installation's id as it is now: another tab may just have replaced the workspace by a file. Within a transaction
 * over `device` it stays the same, so that it is asked once.
 */
export function currentReplica(ws: Workspace): PromiseLike<ReplicaId> {
  const transaction: Transaction | undefined = Dexie.currentTransaction;
  if (!transaction) return readReplica(ws);
  const asked = askedIn.get(transaction) ?? readReplica(ws);
  askedIn.set(transaction, asked);
  return asked;
}

async function readReplica(ws: Workspace): Promise<ReplicaId> {
  const identity = await ws.db.device.get('identity');
  return identity?.id === 'identity' ? identity.replica : ws.replica;
}
