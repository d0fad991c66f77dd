import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BudgetRow } from '../../../src/domain/budget';
import { costOf } from '../../../src/domain/money';
import { noCosts, type Basis, type CostEntryRow, type RollupRow } from '../../../src/domain/cost-entry';
import { defaults } from '../../../src/state/settings';
import { Costs } from '../../../src/ui/costs/costs';
import { agent, id, ids, noon } from '../conversation/rows';
import { openTestDoors, type TestDoors } from '../conversation/test-doors';

let doors: TestDoors;
const other = { ...agent, id: id<'agent'>(12), body: { ...agent.body, name: 'Otto' } };

const sixtyAMonth: BudgetRow = {
  id: id<'budget'>(13),
  v: 1,
  at: noon,
  born: '',
  scope: 'workspace',
  window: 'month',
  limit: 60_000_000_000,
  warnAt: 80,
  consequence: 'ask',
};

beforeEach(() => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  doors = openTestDoors();
  doors.answer('settings', () => ({ ...defaults, zone: 'UTC' }));
  doors.answer('budgets', () => [sixtyAMonth]);
  doors.answer('agents', () =>
    [agent, other].map(row => ({ row, costThisMonth: 0, unknownThisMonth: 0, doing: 'idle' as const })),
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function day(number: number, who: typeof agent, cost: number, fields: Partial<RollupRow> = {}): RollupRow {
  const date = `2026-11-${String(number).padStart(2, '0')}`;
  const key = { scope: 'day', day: date, agent: who.id, connection: ids.connection, model: 'model-one' } as const;
  return { id: `${date}${who.id}`, ...key, purpose: 'answer', ...noCosts, calls: 1, cost, counted: cost, ...fields };
}

function entry(basis: Basis, fields: Partial<CostEntryRow> = {}): CostEntryRow {
  const usage = { input: 1_204, cacheRead: 38_410, output: 1_871 };
  const rates = { input: 3_000_000_000, cacheRead: 300_000_000, output: 15_000_000_000 };
  const cost = costOf(usage, rates);
  return {
    id: id<'cost-entry'>(500),
    v: 1,
    at: noon,
    born: '0'.repeat(28),
    replica: '00000000',
    seq: 1,
    prev: '0'.repeat(64),
    hash: '0'.repeat(64),
    kind: 'call',
    dayUtc: '2026-11-25',
    dayLocal: '2026-11-25',
    run: ids.run,
    act: id<'act'>(7),
    attempt: 1,
    agent: ids.agent,
    connection: ids.connection,
    provider: 'anthropic',
    model: 'model-one',
    purpose: 'answer',
    usage,
    rates,
    basis,
    source: { name: 'built-in', date: '2026-11-20', model: 'model-one', match: 'exact' },
    ...(basis !== 'unknown' && cost !== undefined && { cost }),
    ...fields,
  };
}

/** The screen with all that stands below the chart. */
async function showCosts(): Promise<Element> {
  const { container } = render(<Costs />);
  await screen.findByRole('region', { name: 'Calls' });
  return container;
}

const figures = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => Number(row.lastElementChild?.textContent?.replace(/[^\d.]/g, '')));

test('the month stands against its limit, today apart, and every table adds up', async () => {
  doors.answer('costDays', () => [
    day(24, agent, 5_004_000_000),
    day(24, other, 5_004_000_000),
    day(25, agent, 1_004_000_000),
  ]);
  await showCosts();
  expect(screen.getByText(/^\$11\.01$/, { selector: 'p' }).textContent).toBe('$11.01 of $60.00');
  expect(screen.getByText('Today').nextElementSibling?.textContent).toBe('$1.00');
  expect(screen.getByText('Free').nextElementSibling?.textContent).toBe('$48.99');
  for (const name of ['By agent', 'By day']) {
    const shown = figures(
      screen.getByRole('region', { name: new RegExp(`^${name}$`) }).closest('section') as HTMLElement,
    );
    const total = shown.pop();
    expect(shown.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total ?? 0, 10);
    expect(total).toBe(11.01);
  }
});

test('the bill and the calls come in one, so that neither moves the other', async () => {
  doors.answer('costDays', () => [day(24, agent, 5_004_000_000)]);
  const is = (name: string) => screen.queryByRole('heading', { name }) !== null;
  const seen = new Set<boolean>();
  const watching = new MutationObserver(() => {
    if (is('Calls')) seen.add(is('Does the bill agree?'));
  });
  watching.observe(document.body, { childList: true, subtree: true });
  await showCosts();
  watching.disconnect();
  expect([...seen]).toEqual([true]);
});

test('tables are sorted by the column whose head is pressed, pressed again the other way round', async () => {
  doors.answer('costDays', () => [
    day(23, agent, 3_000_000_000),
    day(24, other, 5_000_000_000, { calls: 4 }),
    day(25, agent, 1_000_000_000),
  ]);
  await showCosts();
  const table = (name: string) => within(screen.getByRole('region', { name: `${name}, table` }));
  const sorted = (name: string, head: string) => {
    fireEvent.click(table(name).getByRole('button', { name: head }));
    return figures(table(name).getByRole('table')).slice(0, -1);
  };
  expect(sorted('By day', 'Cost')).toEqual([5, 3, 1]);
  expect(sorted('By day', 'Cost')).toEqual([1, 3, 5]);
  expect(table('By day').getByRole('columnheader', { name: /Cost/ }).getAttribute('aria-sort')).toBe('ascending');
  expect(sorted('By agent', 'Agent')).toEqual([4, 5]);
  expect(sorted('By agent', 'Calls')).toEqual([5, 4]);
});

test('the calls of the month are asked for in the order of the column whose head is pressed', async () => {
  doors.answer('costDays', () => []);
  const asked: unknown[] = [];
  doors.answer('calls', ({ sorted }) => {
    asked.push(sorted);
    return [{ agentName: 'Maren', entry: entry('priced') }];
  });
  await showCosts();
  const table = within(screen.getByRole('region', { name: 'Calls, table' }));
  fireEvent.click(table.getByRole('button', { name: 'Cost' }));
  expect(screen.getByText('The calls of November 2026.')).toBeTruthy();
  fireEvent.click(table.getByRole('button', { name: 'Cost' }));
  const days = { from: '2026-11-01', to: '2026-11-30' };
  expect(asked).toEqual([undefined, { by: 'cost', down: true, ...days }, { by: 'cost', down: false, ...days }]);
});

test('what the caches saved stands beside their share, in tokens and in dollars', async () => {
  const rates = { input: 3_000_000_000, cacheRead: 300_000_000, cacheWrite: 3_750_000_000, output: 15_000_000_000 };
  const source = { name: 'built-in', date: '2026-11-20', model: 'model-one', match: 'exact' } as const;
  doors.on('priceOf', () => Promise.resolve({ rates, tiers: [], source }));
  doors.answer('costDays', () => [
    day(24, agent, 5_000_000_000, { input: 1_000_000, cacheRead: 2_000_000, cacheWrite: 1_000_000 }),
  ]);
  await showCosts();
  // Two million read at 2.70 less, one million written at 0.75 more.
  const saved = await screen.findByText('Saved by cache');
  expect(saved.nextElementSibling?.textContent).toBe('$4.65');
  const shared = screen.getByText('From cache', { selector: 'dt' });
  expect(shared.nextElementSibling?.textContent).toBe('50%, 2,000,000 tokens');
});

test('the chain is verified beside the calls, and what was found is told there', async () => {
  doors.answer('calls', () => [{ agentName: 'Maren', entry: entry('priced') }]);
  doors.answer('costDays', () => []);
  doors.on('checkWorkspace', () =>
    Promise.resolve({ entries: 3, changedEntries: 1, texts: 2, lostTexts: 0, wrongSums: 0 }),
  );
  await showCosts();
  const section = within(screen.getByRole('region', { name: 'Calls' }));
  fireEvent.click(section.getByRole('button', { name: 'Verify the chain' }));
  expect((await section.findByRole('status')).textContent).toContain('1 of 3 entries not as written');
});

test('what running work has reserved is not free', async () => {
  doors.answer('costDays', () => [day(24, agent, 10_000_000_000)]);
  doors.answer('reserved', () => 1_290_000_000);
  await showCosts();
  expect(screen.getByText('Reserved by running work').nextElementSibling?.textContent).toBe('$1.29');
  expect(screen.getByText('Free').nextElementSibling?.textContent).toBe('$48.71');
});

test('unknown prices and estimates are counted and said, never added as nothing', async () => {
  doors.answer('costDays', () => [
    day(24, agent, 12_000_000_000, { calls: 5, estimated: 1, counted: 20_000_000_000 }),
    day(24, other, 0, { calls: 3, unknown: 3 }),
  ]);
  const container = await showCosts();
  expect(screen.getByText(/3 calls of unknown price are not in this sum/)).toBeTruthy();
  expect(screen.getByText(/1 call is estimated/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Enter prices' }).getAttribute('href')).toBe('#/settings/prices');
  const otto = screen.getByRole('row', { name: /Otto/ });
  expect(otto.lastElementChild?.textContent).toBe('unknown');
  // The sums of both tables, too, are at least that much.
  const sums = [...container.querySelectorAll('tfoot tr')].map(row => row.lastElementChild?.textContent);
  expect(sums).toEqual(['≥ $12.00', '≥ $12.00']);
  // What a budget has room for: it counts an estimate with its upper bound.
  expect(screen.getByText('Free').nextElementSibling?.textContent).toBe('$40.00');
});

test('a call’s cost opens to tokens times rates that add up to what was booked', async () => {
  doors.answer('calls', () => [{ agentName: 'Maren', entry: entry('priced') }]);
  doors.answer('costDays', () => []);
  await showCosts();
  fireEvent.click(screen.getByRole('button', { name: /show how it was computed/ }));
  const dialog = screen.getByRole('dialog', { hidden: true });
  const lines = [...dialog.querySelectorAll('tbody tr')].map(line => [...line.children].map(cell => cell.textContent));
  expect(lines).toEqual([
    ['Fresh input', '1,204', '$3.00', '$0.003612'],
    ['Read from cache', '38,410', '$0.30', '$0.011523'],
    ['Output', '1,871', '$15.00', '$0.028065'],
  ]);
  expect(dialog.querySelector('tfoot')?.textContent).toContain('$0.0432');
  expect(dialog.textContent).toContain('from the built-in table, as of 2026-11-20');
  expect(within(dialog).getByText('Booked').nextElementSibling?.textContent).toBe('$0.0432');
});

test('a reported cost stands beside what our table makes of the same tokens', async () => {
  doors.answer('calls', () => [{ agentName: 'Maren', entry: entry('reported', { cost: 43_210_000 }) }]);
  doors.answer('costDays', () => []);
  await showCosts();
  fireEvent.click(screen.getByRole('button', { name: /show how it was computed/ }));
  const dialog = screen.getByRole('dialog', { hidden: true });
  const fact = (name: string) => within(dialog).getByText(name).nextElementSibling?.textContent;
  expect([fact('By our table'), fact('Apart from our table'), fact('Booked')]).toEqual([
    '$0.0432',
    '+$0.00001',
    '$0.04321',
  ]);
});

test('what was spent is told by purpose too', async () => {
  doors.answer('costDays', () => [
    day(24, agent, 5_000_000_000),
    day(25, agent, 1_000_000_000, { purpose: 'summary', id: 'other' }),
  ]);
  await showCosts();
  fireEvent.click(screen.getByRole('radio', { name: 'Purpose' }));
  const lines = within(screen.getByRole('region', { name: /^By purpose$/ })).getAllByRole('rowheader');
  expect(lines.map(line => line.textContent)).toEqual(['answer', 'notes for a long conversation', 'November 2026']);
});

test('an unknown price stays unknown in the list and in its formula', async () => {
  const { rates: _, source: __, ...unpriced } = entry('unknown');
  doors.answer('calls', () => [{ agentName: 'Maren', entry: unpriced }]);
  doors.answer('costDays', () => []);
  await showCosts();
  fireEvent.click(screen.getByRole('button', { name: /^unknown/ }));
  expect(screen.getByText(/An unknown price is never counted as nothing/)).toBeTruthy();
  expect(screen.queryByText('$0.00')).toBeNull();
});

test('the ledger is saved as a file under a dated name', async () => {
  doors.answer('costDays', () => []);
  doors.on('exportCosts', async format => new Blob([format]));
  await showCosts();
  fireEvent.click(screen.getByRole('button', { name: 'Save as CSV' }));
  await expect.poll(() => doors.downloaded[0]?.name).toBe('retinue-costs-2026-11-25.csv');
});

test('an agent’s row leads to its calls', async () => {
  const asked: unknown[] = [];
  doors.answer('costDays', () => [day(24, other, 1_000_000_000)]);
  doors.answer('calls', filter => {
    asked.push(filter.agent);
    return [];
  });
  await showCosts();
  fireEvent.click(screen.getByRole('link', { name: /Otto.*list the calls/ }));
  expect(asked).toEqual([undefined, other.id]);
});

test('an empty month says what will be entered here', async () => {
  doors.answer('costDays', () => []);
  await showCosts();
  expect(screen.getByText('Nothing was spent in this month')).toBeTruthy();
});
