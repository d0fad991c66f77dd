import { AppError } from '../domain/error';
import type { CallBill } from '../domain/ports';
import { billedBefore, bookedSince, noteBilled, unsureCalls, type UnsureCall } from '../storage/bills';
import { settleCheck } from '../storage/book-check';
import { writeLateUsage, type NewCost } from '../storage/costs';
import type { AccountComparison } from './connection-door';
import type { Engine } from './engine';
import { freeCall, type Connected } from './free-call';
import { endpointOf } from './step';

/** Calls that are looked up at once go one after the other; this many at most, the oldest first. */
const mostCalls = 200;

/**
 * Asks the provider what calls did cost that were only estimated, writes that as corrections, and compares what the key
 * has spent since the last time with the ledger. Rejects `not-found` where the provider tells nothing.
 */
export async function compareAccount(
  engine: Engine,
  found: Connected,
  { abort, progress }: { abort: AbortSignal; progress: (done: number) => void },
): Promise<AccountComparison> {
  const provider = await engine.providerFor(found.connection.wire);
  const endpoint = endpointOf(found.connection);
  const port = freeCall(engine, found, 'check', abort);
  const asked = engine.now();
  const account = await provider.account?.(endpoint, port);
  if (!account) throw new AppError('not-found', { parameters: { what: 'bill' } });
  const unsure = (await unsureCalls(engine.workspace, found.connection.id)).slice(0, mostCalls);
  const result: AccountComparison = { corrected: { calls: 0, before: 0, after: 0 }, missing: 0, nameless: 0 };
  for (const [index, call] of unsure.entries()) {
    progress(index / unsure.length);
    const id = call.counted.providerId ?? call.entry.providerId;
    const bill = id === undefined ? undefined : await provider.bill?.(endpoint, id, port);
    if (bill) {
      await correct(engine, call, bill);
      result.corrected.calls += 1;
      result.corrected.before += call.counted.cost ?? 0;
      result.corrected.after += bill.cost;
    } else if (id === undefined) result.nameless += 1;
    else result.missing += 1;
  }
  const before = await billedBefore(engine.workspace, found.connection.id);
  if (before) {
    const booked = await bookedSince(engine.workspace, found.connection.id, before.at);
    result.key = { since: before.at, billed: account.used - before.used, booked };
  }
  await noteBilled(engine.workspace, found.connection.id, { at: asked, used: account.used });
  return result;
}

async function correct({ workspace }: Engine, { entry, counted }: UnsureCall, bill: CallBill): Promise<void> {
  const { act, attempt, message, connection, provider, model, purpose } = entry;
  const id = counted.providerId ?? entry.providerId;
  const cost: NewCost = {
    act,
    attempt,
    connection,
    provider,
    model,
    purpose,
    ...(message ? { message } : {}),
    ...(id === undefined ? {} : { providerId: id }),
    usage: bill.usage,
    rawUsage: bill.raw,
    cost: bill.cost,
    basis: 'reported',
  };
  await (entry.run ? writeLateUsage(workspace, entry.run, cost) : settleCheck(workspace, cost));
}
