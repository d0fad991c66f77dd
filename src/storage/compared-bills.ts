import type { BillComparison, BillReading } from '../domain/bill';
import type { ProviderName } from '../domain/connection';
import { commit } from './commit';
import type { Workspace } from './open';
import type { ComparedBill } from './queries';
import { openAll, openRow, seal } from './seal';

/** Keeps a provider's last bill as it was compared, with its file: it can be read otherwise, or once more. */
export async function keepBill(
  ws: Workspace,
  file: File,
  comparison: BillComparison,
  reading: BillReading | undefined,
): Promise<void> {
  const body = await seal({ name: file.name, file, comparison, ...(reading ? { reading } : {}) });
  await commit(ws, ['bill'], () => ws.db.bill.put({ id: comparison.provider, at: ws.now(), body }));
}

/** The file of a bill that is kept. */
export const billFile = async (ws: Workspace, provider: ProviderName): Promise<File | undefined> =>
  (await openRow(await ws.db.bill.get(provider)))?.body.file;

/** How long a forgotten bill can come back. */
const forgottenFor = 60 * 60_000;

/** Keeps a bill no longer, or again after all. */
export async function forgetBill(ws: Workspace, provider: ProviderName, forget: boolean): Promise<void> {
  await commit(ws, ['bill'], () => ws.db.bill.update(provider, { forgotten: forget ? ws.now() : undefined }));
}

/** Deletes the bills that were forgotten an hour ago. */
export async function dropForgottenBills(ws: Workspace): Promise<void> {
  const due = ws.now() - forgottenFor;
  await commit(ws, ['bill'], () => ws.db.bill.filter(({ forgotten = Infinity }) => forgotten <= due).delete());
}

/** Every bill that is kept, without its file. */
export async function comparedBills(ws: Workspace): Promise<ComparedBill[]> {
  const kept = await ws.db.bill.filter(({ forgotten }) => forgotten === undefined).toArray();
  const rows = await openAll(kept);
  return rows.map(({ at, body: { name, comparison, reading } }) => ({
    name,
    comparison,
    at,
    ...(reading ? { reading } : {}),
  }));
}
