import { signal, type ReadonlySignal } from '@preact/signals';
import type { BillAnswer, BillComparison, BillReading } from '../domain/bill';
import type { Instant } from '../domain/id';
import { now } from './clock';
import { doors } from './doors';

/** A bill that was compared since the app was opened: nothing of the file is kept. */
export interface ComparedBill {
  comparison: BillComparison;
  file: File;
  /** The user's word on its columns. */
  reading?: BillReading;
  at: Instant;
}

const bills = signal<readonly ComparedBill[]>([]);

/** The last bill of each provider. */
export const comparedBills: ReadonlySignal<readonly ComparedBill[]> = bills;

/** Reads a provider's file and compares it with the ledger; changes nothing there. Rejects with `AppError`. */
export async function readBill(file: File, reading?: BillReading | 'ask'): Promise<BillAnswer> {
  const answer = await doors().engine.work('readBill', [file, reading], { abort: new AbortController().signal });
  if (answer.is === 'compared') {
    const { comparison } = answer;
    const others = bills.peek().filter(bill => bill.comparison.provider !== comparison.provider);
    const said = reading === undefined || reading === 'ask' ? {} : { reading };
    bills.value = [...others, { comparison, file, at: now.peek(), ...said }];
  }
  return answer;
}

/** Compares every bill once more: the ledger has changed. Rejects with `AppError`. */
export async function compareAgain(): Promise<void> {
  for (const { file, reading } of bills.peek()) await readBill(file, reading);
}
