import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRow } from '../../src/domain/run';
import { go, hrefOf } from '../../src/state/place';
import type { TaskDetail } from '../../src/storage/queries';
import '../../src/ui/approval/approvals'; // fetched before it is waited for
import '../../src/ui/plan/step-form';
import { Task } from '../../src/ui/task/task';
import { id, ids, noon, run } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request, writing } from './requests';

let doors: TestDoors;
const own = id<'task'>(6);

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'task', id: own }, 'replace');
});
afterEach(cleanup);

const detail = (run: RunRow, fields: Partial<TaskDetail> = {}): TaskDetail => ({
  row: {
    id: own,
    v: 1,
    at: noon,
    born: '',
    agent: ids.agent,
    conversation: ids.conversation,
    simulated: false,
    status: 'needs-you',
    body: { title: 'Find the year' },
  },
  agentName: 'Maren',
  agentHue: 8,
  run,
  cost: 3_000_000,
  unknown: 0,
  brief: 'Find the year\nin the archive',
  requests: [],
  errands: [],
  ...fields,
});
const errand = {
  row: { ...run({ is: 'succeeded' }), id: id<'run'>(7), task: id<'task'>(8), cost: 1_000_000 },
  call: 'c',
  agentName: 'Otto',
  agentHue: 3,
  cost: 1_000_000,
  unknown: 0,
};

test('a task shows what it waits for, and is decided there; what it cost counts its colleagues', async () => {
  const asked = request(1, 'approval', writing('a.md', 'x'));
  doors.answer('task', () => detail(run({ is: 'waiting', for: 'approval' }), { requests: [asked], errands: [errand] }));
  render(<Task />);
  expect(screen.getByRole('heading', { level: 1, name: 'Find the year' })).toBeTruthy();
  expect(screen.getByText('Maren: Waits for your approval')).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: /^Approve once/ }));
  expect(doors.written.at(-1)).toMatchObject({
    verb: 'answer',
    args: [[{ request: asked.row.id, answer: 'approved' }]],
  });
  expect(screen.getByText('Cost with colleagues').parentElement?.textContent).toContain('$0.003');
  const colleagues = within(screen.getByRole('region', { name: 'Asked of colleagues' }));
  expect(colleagues.getByRole('link', { name: 'Otto' }).getAttribute('href')).toBe(
    hrefOf({ at: 'task', id: errand.row.task }),
  );
});

test('a plan can be begun before the agent has one', async () => {
  doors.answer('task', () => detail(run({ is: 'waiting', for: 'paused' })));
  doors.answer('plan', () => []);
  render(<Task />);
  fireEvent.click(screen.getByRole('button', { name: 'Add a step' }));
  fireEvent.input(await screen.findByRole('textbox', { name: 'Step' }), { target: { value: 'Look in the archive' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => doors.written.at(-1)).toMatchObject({ verb: 'addPlanStep' });
  expect(doors.written.at(-1)?.args).toMatchObject([own, { title: 'Look in the archive' }]);
});

test('runs are replayed, and laid beside the newest', async () => {
  const [newest, first] = [
    run({ is: 'succeeded' }),
    { ...run({ is: 'failed', error: { code: 'offline', retryable: true, parameters: {} } }), id: id<'run'>(9) },
  ];
  doors.answer('task', () => detail(newest));
  doors.answer('runs', () => [
    { row: newest, result: 'In **1904**.', time: 1_200 },
    { row: first, result: '', time: 300 },
  ]);
  render(<Task />);
  const runs = within(screen.getByRole('region', { name: 'Runs' }));
  expect(await runs.findByText('In 1904.')).toBeTruthy();
  expect(runs.getAllByRole('link', { name: /^Replay/ })).toHaveLength(2);
  expect(runs.getByRole('link', { name: /^Compare/ }).getAttribute('href')).toBe(
    hrefOf({ at: 'run', id: newest.id, beside: first.id }),
  );
});

test('a run that has not begun offers no replay, nor to be compared', () => {
  const waiting = { ...run({ is: 'waiting', for: 'paused' }), steps: 0 };
  doors.answer('task', () => detail(waiting));
  doors.answer('runs', () => [
    { row: waiting, result: '', time: 0 },
    { row: { ...run({ is: 'succeeded' }), id: id<'run'>(9) }, result: 'In 1904.', time: 1_200 },
  ]);
  render(<Task />);
  const runs = within(screen.getByRole('region', { name: 'Runs' }));
  expect(runs.getAllByRole('link', { name: /^Replay/ })).toHaveLength(1);
  expect(runs.queryByRole('link', { name: /^Compare/ })).toBeNull();
});

test('a task that is not there says so', () => {
  doors.answer('task', () => undefined);
  render(<Task />);
  expect(screen.getByRole('heading', { level: 1, name: 'This task is not here' })).toBeTruthy();
});
