import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/id';
import type { KeyCaps, KeyId, Now, Receipt, SendRequest, VaultDoor } from '../../domain/ports';
import { strictly, type ReceiptRow, type Store } from './store';

/** How many receipts are kept. */
const keptReceipts = 50_000;
const trimEvery = 256;
const minute = 60_000;

/** What is known of a call before it leaves. */
interface LeavingCall {
  request: SendRequest;
  address: URL;
  bytesOut: number;
  /** The key it uses and what that key may do; absent for the keyless list. */
  key?: { id: KeyId; caps: KeyCaps };
}

/** How a call ended. */
export interface CallEnd {
  state: 'done' | 'failed' | 'aborted';
  status?: number;
  bytesIn: number;
}

/**
 * Counts the call against its key's caps and writes its *opened* row, in one strict transaction over all tabs: when
 * this resolves, the mark that the attempt left this machine is on disk. Throws `cap-reached` {cap, limit}.
 */
export function openReceipt(store: Store, now: Now, call: LeavingCall): Promise<{ id: number; bytesLeft: number }> {
  const at = now();
  const { request, address, bytesOut, key } = call;
  return strictly(store, ['receipts', 'traffic'], async transaction => {
    const receipts = transaction.objectStore('receipts');
    let bytesLeft = Number.POSITIVE_INFINITY;
    if (key) {
      const lastMinute = IDBKeyRange.bound([key.id, at - minute], [key.id, at], true);
      const calls = await receipts.index('calls').count(lastMinute);
      if (calls >= key.caps.callsPerMinute) refuse('callsPerMinute', key.caps.callsPerMinute);
      const traffic = transaction.objectStore('traffic');
      const day = dayOf(at);
      const bytes = ((await traffic.get([key.id, day]))?.bytes ?? 0) + bytesOut;
      bytesLeft = key.caps.bytesPerDay - bytes;
      if (bytesLeft < 0) refuse('bytesPerDay', key.caps.bytesPerDay);
      await traffic.put({ key: key.id, day, bytes });
    }
    const id = await receipts.add(openedRow(at, request, address, bytesOut));
    if (id % trimEvery === 0) await receipts.delete(IDBKeyRange.upperBound(id - keptReceipts));
    return { id, bytesLeft };
  });
}

/** Writes how the call ended, and that its host answers if it did. */
export function closeReceipt(store: Store, now: Now, id: number, end: CallEnd): Promise<void> {
  return strictly(store, ['receipts', 'traffic', 'hosts'], async transaction => {
    const receipts = transaction.objectStore('receipts');
    const row = await receipts.get(id);
    if (!row) return;
    await receipts.put({ ...row, ...end });
    if (row.key) {
      const traffic = transaction.objectStore('traffic');
      const day = dayOf(row.at);
      const bytes = ((await traffic.get([row.key, day]))?.bytes ?? 0) + end.bytesIn;
      await traffic.put({ key: row.key, day, bytes });
    }
    if (end.status !== undefined) await transaction.objectStore('hosts').put({ origin: row.origin, answeredAt: now() });
  });
}

/** Whether this host ever gave an answer that could be read. */
export async function hasAnswered(store: Store, origin: string): Promise<boolean> {
  return (await store.get('hosts', origin)) !== undefined;
}

/** The newest receipt of an attempt; nothing if it never left this machine. */
export async function receiptOf(store: Store, act: string, attempt: number): Promise<Receipt | undefined> {
  const index = store.transaction('receipts').store.index('attempt');
  const cursor = await index.openCursor(IDBKeyRange.only([act, attempt]), 'prev');
  return cursor ? shown(cursor.value) : undefined;
}

/** Receipts, newest first; of one origin by its index, so that rare ones are not looked for among all. */
export async function listReceipts(
  store: Store,
  { before, limit, origin }: Parameters<VaultDoor['receipts']>[0],
): Promise<Receipt[]> {
  const all = store.transaction('receipts').store;
  const rows: Receipt[] = [];
  if (origin === undefined) {
    const range = before === undefined ? null : IDBKeyRange.upperBound(before, true);
    for (let row = await all.openCursor(range, 'prev'); row && rows.length < limit; row = await row.continue())
      rows.push(shown(row.value));
    return rows;
  }
  // Within one origin the index holds its rows by their id.
  let row = await all.index('origin').openCursor(origin, 'prev');
  if (row && before !== undefined && row.primaryKey >= before) row = await row.continuePrimaryKey(origin, before - 1);
  for (; row && rows.length < limit; row = await row.continue()) rows.push(shown(row.value));
  return rows;
}

/** Every origin that a receipt names, each read once from the index. */
export async function receiptOrigins(store: Store): Promise<string[]> {
  const origins: string[] = [];
  const index = store.transaction('receipts').store.index('origin');
  for (let at = await index.openKeyCursor(null, 'nextunique'); at; at = await at.continue()) origins.push(at.key);
  return origins;
}

function openedRow(at: Instant, request: SendRequest, address: URL, bytesOut: number): ReceiptRow {
  const { connection, purpose, key, run, act, attempt } = request;
  // The path without its query, which may hold what the user looked for. Absent fields stay absent: they are indexed.
  const row: ReceiptRow = {
    at,
    connection,
    origin: address.origin,
    path: address.pathname,
    purpose,
    bytesOut,
    bytesIn: 0,
    state: 'opened',
  };
  if (key !== undefined) row.key = key;
  if (run !== undefined) row.run = run;
  if (act !== undefined) row.act = act;
  if (attempt !== undefined) row.attempt = attempt;
  return row;
}

function shown({ key: _key, id = 0, ...row }: ReceiptRow): Receipt {
  return { ...row, id };
}

function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

function refuse(cap: keyof KeyCaps, limit: number): never {
  throw new AppError('cap-reached', { retryable: cap === 'callsPerMinute', parameters: { cap, limit } });
}
