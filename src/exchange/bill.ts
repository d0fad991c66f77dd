import type { BillAnswer, BillReading } from '../domain/bill';
import { daysOfBill, tallyBill } from '../domain/bill-tally';
import { entriesSince } from '../storage/ledger-days';
import type { Workspace } from '../storage/open';
import { findColumns, sureReading } from './bill-columns';
import { billOf, markOf } from './bill-lines';
import { readTable } from './bill-table';
import type { Work } from './work';

/** Rows shown where the user says what a file's columns hold. */
const shownRows = 5;

/**
 * Reads what a provider says it billed and compares it with the ledger per UTC day and model. Without `reading` the
 * columns are found by their names; where that is not sure, or with `ask`, the user is asked, and so about figures that
 * can be read in two ways. Changes nothing.
 */
export async function readBill(
  ws: Workspace,
  file: Blob,
  reading: BillReading | 'ask' | undefined,
  work: Work,
): Promise<BillAnswer> {
  const table = await readTable(file, work);
  if ('because' in table) return { is: 'refused', fault: table };
  const columns = findColumns(table);
  const chosen = reading === 'ask' ? undefined : (reading ?? sureReading(columns));
  if (!chosen) {
    const { provider, day, model, cost, unit } = columns;
    const guess = { provider, day, model, cost, unit };
    return { is: 'asks', headings: table.headings, rows: table.rows.slice(0, shownRows), guess };
  }
  const told = markOf(table, chosen, columns);
  if ('unclear' in told) return { is: 'unclear', figure: told.unclear, reading: chosen };
  const bill = await billOf(table, chosen, { columns, mark: told.mark }, work);
  if ('because' in bill) return { is: 'refused', fault: bill };
  const span = daysOfBill(bill);
  if (!span) return { is: 'refused', fault: { because: 'no-rows' } };
  const tally = tallyBill(bill, span);
  for await (const page of entriesSince(ws, span.from)) {
    work.abort.throwIfAborted();
    for (const entry of page) tally.add(entry);
  }
  return { is: 'compared', comparison: tally.compare() };
}
