import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { BillAnswer, BillReading } from '../../../src/domain/bill';
import { Bills } from '../../../src/ui/costs/bills';
import { openTestDoors } from '../conversation/test-doors';

afterEach(cleanup);

const difference = { day: '2026-11-17', model: 'gpt-5-mini', here: 4_500_000, theirs: 44_500_000 } as const;
const compared: BillAnswer = {
  is: 'compared',
  comparison: {
    provider: 'openai',
    measure: 'cost',
    from: '2026-11-01',
    to: '2026-11-24',
    here: 13_820_000_000,
    theirs: 13_860_000_000,
    agreed: 31,
    differences: [{ ...difference, low: 4_000_000, high: 5_000_000, cause: 'hosted-tools' }],
    partial: false,
  },
};

function choose(answer: (reading?: BillReading | 'ask') => BillAnswer) {
  const doors = openTestDoors();
  doors.on('readBill', async (_, reading) => {
    const answered = answer(reading);
    if (answered.is === 'compared')
      doors.answer('comparedBills', () => [{ name: 'costs.csv', comparison: answered.comparison, at: 0 }]);
    return answered;
  });
  render(<Bills />);
  fireEvent.change(screen.getByLabelText('Choose a bill'), { target: { files: [new File(['x'], 'costs.csv')] } });
  return doors;
}

test('a bill that differs is told by day and model, with its bound and likely cause', async () => {
  choose(() => compared);
  const line = await screen.findByRole('row', { name: /Nov 17/ });
  expect([...line.children].map(cell => cell.textContent)).toEqual([
    'Nov 17',
    'gpt-5-mini',
    '$0.0045between $0.004 and $0.005',
    '$0.0445',
    '+$0.04',
    'Tools that run at the provider, such as web search',
  ]);
  expect(screen.getByRole('row', { name: /^OpenAI/ }).lastElementChild?.textContent).toBe('differs+$0.04');
  expect(screen.getByText(/31 days and models agree/)).toBeTruthy();
});

test('a file that is no bill gets one sentence', async () => {
  choose(() => ({ is: 'refused', fault: { because: 'day', line: 4, text: '17/11' } }));
  expect((await screen.findByRole('alert')).textContent).toContain('Line 4 has no day that can be read (“17/11”)');
});

test('columns that nobody knows are named by the user beside the first rows, and a missing one is asked for', async () => {
  const doors = choose(reading =>
    reading ? compared : { is: 'asks', headings: ['When', 'Sum'], rows: [['2026-11-17', '4.45']], guess: { day: 0 } },
  );
  const rows = await screen.findByRole('region', { name: 'First lines of the file' });
  expect(within(rows).getByText('4.45')).toBeTruthy();
  fireEvent.change(screen.getByRole('combobox', { name: 'Provider' }), { target: { value: 'openai' } });
  fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
  expect(screen.getByRole('alert').textContent).toContain('Choose the columns');
  fireEvent.change(screen.getByRole('combobox', { name: 'Cost' }), { target: { value: '1' } });
  fireEvent.change(screen.getByRole('combobox', { name: 'In' }), { target: { value: 'cents' } });
  fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
  await screen.findByRole('row', { name: /^OpenAI/ });
  const [, asked] = doors.written.filter(({ verb }) => verb === 'readBill');
  expect(asked?.args[1]).toEqual({ provider: 'openai', day: 0, cost: 1, unit: 'cents' });
});

test('a file whose figures can be read in two ways asks which, and is read as the user says', async () => {
  const reading = { provider: 'openai', day: 0, model: 1, cost: 2, unit: 'dollars' } as const;
  const doors = choose(said => (said ? compared : { is: 'unclear', figure: '12.345', reading }));
  fireEvent.click(await screen.findByRole('button', { name: '12 thousand and more' }));
  await screen.findByRole('row', { name: /^OpenAI/ });
  const [, asked] = doors.written.filter(({ verb }) => verb === 'readBill');
  expect(asked?.args[1]).toEqual({ ...reading, mark: ',' });
});
