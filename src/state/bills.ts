import type { BillAnswer, BillReading } from '../domain/bill';
import type { ProviderName } from '../domain/connection';
import type { WorkOptions } from '../engine/door';
import { doors } from './doors';
import { live } from './live';

export type { ComparedBill } from '../storage/queries';

/** The last bill of each provider, as it was compared. */
export const comparedBills = live<'comparedBills'>([], () => ({ name: 'comparedBills', args: [] }));

/**
 * Reads a provider's file, or once more the one that is kept of it, and compares it with the ledger; changes nothing
 * there. What was compared is kept on this device. Rejects with `AppError`.
 */
export const readBill = (
  bill: File | ProviderName,
  reading: BillReading | 'ask' | undefined,
  options: WorkOptions,
): Promise<BillAnswer> => doors().engine.work('readBill', [bill, reading], options);

export const forgetBill = (provider: ProviderName, forget = true): Promise<void> =>
  doors().engine.write('forgetBill', provider, forget);

/** Compares every bill once more: the ledger has changed. Rejects with `AppError`. */
export async function compareAgain(options: WorkOptions): Promise<void> {
  for (const { comparison, reading } of comparedBills.peek()) await readBill(comparison.provider, reading, options);
}
