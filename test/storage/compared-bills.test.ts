import { expect, test } from 'vitest';
import type { BillComparison } from '../../src/domain/bill';
import { billFile, comparedBills, dropForgottenBills, forgetBill, keepBill } from '../../src/storage/compared-bills';
import { freshWorkspace } from './workspace-fixture';

const comparison: BillComparison = {
  provider: 'openai',
  measure: 'cost',
  from: '2026-11-01',
  to: '2026-11-24',
  here: 1,
  theirs: 1,
  agreed: 1,
  differences: [],
  partial: false,
};

test('a forgotten bill can come back for an hour, and then is gone', async () => {
  const ws = await freshWorkspace();
  const names = async () => (await comparedBills(ws)).map(({ name }) => name);
  await keepBill(ws, new File(['x'], 'costs.csv'), comparison, undefined);
  await forgetBill(ws, 'openai', true);
  await dropForgottenBills(ws);
  expect(await names()).toEqual([]);
  await forgetBill(ws, 'openai', false);
  expect(await names()).toEqual(['costs.csv']);
  await forgetBill(ws, 'openai', true);
  await dropForgottenBills({ ...ws, now: () => ws.now() + 3_600_000 });
  await forgetBill(ws, 'openai', false);
  expect([await names(), await billFile(ws, 'openai')]).toEqual([[], undefined]);
});
