import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BudgetRow } from '../../src/domain/budget';
import type { Id } from '../../src/domain/id';
import { AppError } from '../../src/domain/error';
import type { RequestBody } from '../../src/domain/request';
import { dismiss, toasts } from '../../src/state/toasts';
import { RequestCard } from '../../src/ui/approval/request-card';
import { BudgetsDialog } from '../../src/ui/budgets/budgets-dialog';
import { Budgets } from '../../src/ui/settings/budgets';
import { id, ids, noon } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request } from './requests';
import { agentView } from './stand-in';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const twoADay: BudgetRow = {
  id: id<'budget'>(700),
  v: 1,
  at: noon,
  born: '',
  scope: 'workspace',
  window: 'day',
  limit: 2_000_000_000,
  warnAt: 80,
  consequence: 'ask',
};
const full: RequestBody = {
  budgets: [{ id: twoADay.id, scope: 'workspace', window: 'day', limit: 2_000_000_000, spent: 1_900_000_000 }],
  ceiling: 150_000_000,
};
const written = (verb: string) => doors.written.filter(one => one.verb === verb).map(({ args }) => args);
const day = () => within(screen.getByRole('region', { name: 'Per day' }));
const type = (label: RegExp, value: string) =>
  fireEvent.input(day().getByRole('textbox', { name: label }), { target: { value } });
const press = (name: string) => fireEvent.click(day().getByRole('button', { name }));

test('a budget is set in dollars and kept in nano-dollars', () => {
  render(<Budgets />);
  type(/^Dollars at most/, '4.50');
  type(/^Warn/, '50');
  fireEvent.click(day().getByRole('radio', { name: 'Stop the run' }));
  press('Save');
  expect(written('setBudget')).toEqual([
    [{ scope: 'workspace', window: 'day', limit: 4_500_000_000, warnAt: 50, consequence: 'stop' }],
  ]);
});

test('what is no amount is told at its field, and nothing is set', () => {
  render(<Budgets />);
  type(/^Dollars at most/, 'much');
  type(/^Warn/, '101');
  press('Save');
  expect(day().getByText('An amount in dollars, such as 20 or 4.50.')).toBeTruthy();
  expect(day().getByText('A whole number from 0 to 100.')).toBeTruthy();
  expect(doors.written).toEqual([]);
});

test('an emptied limit takes the budget away', () => {
  doors.answer('budgets', () => [twoADay]);
  render(<Budgets />);
  type(/^Dollars at most/, '');
  press('Save');
  expect(written('dropBudget')).toEqual([[twoADay.id, true]]);
});

test('a budget that is gone comes back on demand', async () => {
  doors.answer('budgets', () => [twoADay]);
  render(<Budgets />);
  press('Remove');
  await expect.poll(() => toasts.value.at(-1)?.text).toBe('Budget removed.');
  doors.on('dropBudget', () => Promise.reject(new AppError('storage-full')));
  toasts.value.at(-1)?.undo?.();
  await expect.poll(() => toasts.value.at(-1)?.text).toContain('no room left');
  expect(written('dropBudget')).toEqual([
    [twoADay.id, true],
    [twoADay.id, false],
  ]);
});

test('the card says what the step may cost and what is spent, and lets it go on once or stop', () => {
  const asked = request(1, 'budget', full);
  render(<RequestCard request={asked} />);
  expect(screen.getByRole('heading').textContent).toBe(
    'The next step of Maren may cost up to $0.15, more than is left',
  );
  expect(screen.getByText('$1.90 of $2.00 counted as spent')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^Allow this once/ }));
  expect(written('answer')).toEqual([[[{ request: asked.row.id, answer: 'approved' }]]]);
});

test('a model without a price cannot be let through: the card leads to its price', () => {
  render(<RequestCard request={request(1, 'budget', { budgets: full.budgets ?? [] })} />);
  expect(screen.queryByRole('button', { name: /^Go on/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Set a price' }).getAttribute('href')).toBe('#/settings/prices');
});

test('after days away the card asks whether the date is right, and offers no budget to change', () => {
  const clock = { last: noon - 3 * 24 * 3_600_000, now: noon };
  const asked = request(1, 'budget', { ...full, clock });
  render(<RequestCard request={asked} />);
  expect(screen.getByRole('heading').textContent).toMatch(/^Is it .*25.* 2026, .*\?$/);
  expect(screen.queryByRole('link', { name: 'Change the budget' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^The date is right/ }));
  expect(written('answer')).toEqual([[[{ request: asked.row.id, answer: 'approved' }]]]);
});

test.each([
  ['workspace', '#/settings/budgets'],
  ['agent', `#/agent/${ids.agent}`],
  ['connection', '#/settings/connections'],
  ['task', `#/task/${request(1, 'budget', full).row.task}`],
] as const)('a budget of the %s is changed where it is set', (scope, href) => {
  const budgets = full.budgets?.map(budget => ({ ...budget, scope })) ?? [];
  render(<RequestCard request={request(1, 'budget', { ...full, budgets })} />);
  expect(screen.getByRole('link', { name: 'Change the budget' }).getAttribute('href')).toBe(href);
});

test('a task’s budget is for all its time, and so is that of its run', async () => {
  const whose = [{ scope: 'task', of: id<'task'>(9) } as const, { scope: 'run', of: ids.run } as const] as const;
  render(<BudgetsDialog title="Budget of this task" whose={whose} onClose={() => {}} />);
  const ofRun = within(screen.getByRole('region', { name: 'This run' }));
  expect(screen.getAllByRole('region')).toHaveLength(2);
  // What holds in a budget is asked once there is one.
  expect(ofRun.queryByRole('textbox', { name: /^Warn/ })).toBeNull();
  fireEvent.input(ofRun.getByRole('textbox', { name: /^Dollars at most/ }), { target: { value: '2' } });
  fireEvent.click(ofRun.getByRole('button', { name: 'Save' }));
  const limit = { limit: 2_000_000_000, warnAt: 80, consequence: 'ask' };
  expect(written('setBudget')).toEqual([[{ scope: 'run', of: ids.run, window: 'total', ...limit }]]);
});

test('a budget says how much of it is spent and set aside now', () => {
  const window = { id: 'w', budget: twoADay.id, from: '2026-11-26', to: '2026-11-27', zone: 'UTC' };
  doors.answer('budgets', () => [twoADay]);
  doors.answer('standings', () => [
    {
      budget: twoADay,
      window: { ...window, spent: 500_000_000, beside: 0, warned: false },
      reserved: 250_000_000,
      held: 0,
    },
  ]);
  render(<Budgets />);
  expect(day().getByText('$0.50 of $2.00 spent · $0.25 set aside')).toBeTruthy();
});

test('several agents get a budget between them, which is shown and changed under their names', async () => {
  const team = ['Ada', 'Basil', 'Cleo'].map((name, at) => agentView(String(at + 1), name));
  const [ada, basil] = team.map(({ row }) => row.id) as [Id<'agent'>, Id<'agent'>];
  doors.answer('agents', () => team);
  render(<Budgets />);
  fireEvent.click(screen.getByRole('button', { name: 'Set a budget' }));
  const sheet = () => within(screen.getByRole('dialog'));
  fireEvent.click(sheet().getByRole('checkbox', { name: 'Basil' }));
  expect(sheet().queryByRole('textbox')).toBeNull();
  fireEvent.click(sheet().getByRole('checkbox', { name: 'Ada' }));
  const month = () => within(sheet().getByRole('region', { name: 'Per month' }));
  fireEvent.input(month().getByRole('textbox', { name: /^Dollars at most/ }), { target: { value: '20' } });
  fireEvent.click(month().getByRole('button', { name: 'Save' }));
  const wanted = { scope: 'team', members: [basil, ada], window: 'month', limit: 20_000_000_000 } as const;
  expect(written('setBudget')).toEqual([[{ ...wanted, warnAt: 80, consequence: 'ask' }]]);
  doors.answer('budgets', () => [{ ...twoADay, ...wanted }]);
  expect(await screen.findByText('$20.00 a month')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Change the budget of Ada, Basil' })).toBeTruthy();
});

test('the agents of a budget between several are changed where it is, unless others have it already', async () => {
  const team = ['Ada', 'Basil', 'Cleo'].map((name, at) => agentView(String(at + 1), name));
  const [ada, basil, cleo] = team.map(({ row }) => row.id) as [Id<'agent'>, Id<'agent'>, Id<'agent'>];
  const ofTeam = (at: number, members: Id<'agent'>[]): BudgetRow => ({
    ...twoADay,
    id: id<'budget'>(at),
    scope: 'team',
    members,
  });
  doors.answer('agents', () => team);
  doors.answer('budgets', () => [ofTeam(701, [ada, basil]), ofTeam(702, [basil, cleo])]);
  render(<Budgets />);
  fireEvent.click(screen.getByRole('button', { name: 'Change the budget of Ada, Basil' }));
  const sheet = () => within(screen.getByRole('dialog'));
  const toggle = (name: string) => fireEvent.click(sheet().getByRole('checkbox', { name }));
  toggle('Ada');
  expect(sheet().getByText('Choose at least two.')).toBeTruthy();
  toggle('Cleo');
  expect(sheet().getByText('These agents have a budget between them already.')).toBeTruthy();
  toggle('Ada');
  fireEvent.click(sheet().getByRole('button', { name: 'Let it hold for these agents' }));
  await expect
    .poll(() => written('changeTeam'))
    .toEqual([
      [
        [ada, basil],
        [basil, cleo, ada],
      ],
    ]);
  expect(await sheet().findByRole('region', { name: 'Per day' })).toBeTruthy();
  toasts.value.at(-1)?.undo?.();
  await expect
    .poll(() => written('changeTeam').at(-1))
    .toEqual([
      [basil, cleo, ada],
      [ada, basil],
    ]);
});
