import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlanStepRow } from '../../src/domain/plan';
import { conversation } from '../../src/state/conversation';
import { go } from '../../src/state/place';
import { dismiss, toasts } from '../../src/state/toasts';
import { PlanCard } from '../../src/ui/plan/plan-card';
import { progressOf } from '../../src/ui/plan/progress';
import { detail, id, ids, noon } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';

// happy-dom does not know dragging: without these names the listeners would wait for events of another spelling.
for (const name of ['ondragstart', 'ondragover', 'ondrop'])
  if (!(name in HTMLElement.prototype)) Object.defineProperty(HTMLElement.prototype, name, { value: null });

let doors: TestDoors;
let stopFollowing = () => {};
const task = id<'task'>(6);

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'conversation', id: ids.conversation }, 'replace');
  doors.answer('conversation', () => detail({ task }));
  stopFollowing = conversation.subscribe(() => {});
});
afterEach(() => {
  cleanup();
  stopFollowing();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const step = (number: number, title: string, fields: Partial<PlanStepRow> & { reason?: string } = {}): PlanStepRow => {
  const { reason, ...row } = fields;
  return {
    id: id<'plan-step'>(300 + number),
    v: 1,
    at: noon,
    born: '',
    task,
    position: String(number),
    state: 'open',
    body: { title, ...(reason !== undefined && { reason }) },
    ...row,
  };
};
const steps = [
  step(1, 'Read', { state: 'done' }),
  step(2, 'Write', { state: 'doing', owner: 'user', estimate: 40_000_000 }),
  step(3, 'Check', { state: 'failed', reason: 'two figures disagree' }),
  step(4, 'Send'),
];
const edits = () => doors.written.filter(({ verb }) => verb === 'editPlanStep').map(({ args }) => args);
const choose = (title: string, what: string) => {
  const menu = screen.getByRole('menu', { name: `What to do with “${title}”`, hidden: true });
  fireEvent.click(within(menu).getByRole('menuitem', { name: what, hidden: true }));
};

test('one line says how far it is and what is being done; what failed is in sight with its reason', () => {
  const { container } = render(<PlanCard steps={steps} />);
  const line = container.querySelector('summary');
  expect(line?.textContent).toContain('1 of 4');
  expect(line?.textContent).toContain('now: Write');
  const failed = screen.getByText('Failed: Check (two figures disagree)');
  expect(failed.closest('details')).toBeNull();
});

test('dropped steps count for nothing, and a plan without open steps says so', () => {
  const over = [step(1, 'Read', { state: 'done' }), step(2, 'Write', { state: 'dropped' })];
  expect(progressOf(over)).toEqual({ done: 1, all: 1, failed: [] });
  const { container } = render(<PlanCard steps={over} />);
  expect(container.querySelector('summary')?.textContent).toContain('nothing left to do');
});

test('a step moves by key and by menu, to the front and to the end', () => {
  const { container } = render(<PlanCard steps={steps} />);
  const lines = Array.from(container.querySelectorAll('ol > li'));
  fireEvent.keyDown(lines[2] as Element, { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(lines[1] as Element, { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(lines[3] as Element, { key: 'ArrowDown', altKey: true });
  choose('Check', 'Move down');
  expect(edits()).toEqual([
    [steps[2]?.id, { after: steps[0]?.id }],
    [steps[1]?.id, { after: null }],
    [steps[2]?.id, { after: steps[3]?.id }],
  ]);
});

test('a step is dragged to where it is dropped', () => {
  const { container } = render(<PlanCard steps={steps} />);
  const lines = Array.from(container.querySelectorAll('ol > li'));
  fireEvent.dragStart(lines[3] as Element);
  fireEvent.drop(lines[1] as Element);
  expect(edits()).toEqual([[steps[3]?.id, { after: steps[0]?.id }]]);
});

test('a step is dropped at once, and that can be taken back', async () => {
  render(<PlanCard steps={steps} />);
  choose('Write', 'Drop');
  await expect.poll(() => toasts.value.at(-1)?.text).toBe('“Write” was dropped.');
  toasts.value.at(-1)?.undo?.();
  expect(edits()).toEqual([
    [steps[1]?.id, { state: 'dropped' }],
    [steps[1]?.id, { state: 'doing' }],
  ]);
});

test('a step is edited in place, with money as whole nano-dollars', async () => {
  render(<PlanCard steps={steps} />);
  choose('Write', 'Edit');
  const title = await screen.findByRole('textbox', { name: 'Step', hidden: true });
  const estimate = screen.getByRole('textbox', { name: 'Estimate in dollars', hidden: true });
  expect(estimate).toHaveProperty('value', '0.04');
  fireEvent.input(title, { target: { value: 'Write it well' } });
  fireEvent.input(estimate, { target: { value: 'much' } });
  fireEvent.submit(title.closest('form') as Element);
  await screen.findByText(/^A number, as in/);
  fireEvent.input(estimate, { target: { value: '0.1' } });
  fireEvent.submit(title.closest('form') as Element);
  expect(edits()).toEqual([[steps[1]?.id, { title: 'Write it well', estimate: 100_000_000 }]]);
});

test('an edit writes only what was changed, and what was emptied is taken away', async () => {
  render(<PlanCard steps={steps} />);
  choose('Write', 'Edit');
  const title = await screen.findByRole('textbox', { name: 'Step', hidden: true });
  fireEvent.change(screen.getByRole('combobox', { name: 'Who does it', hidden: true }), { target: { value: '' } });
  fireEvent.input(screen.getByRole('textbox', { name: 'Estimate in dollars', hidden: true }), {
    target: { value: '' },
  });
  fireEvent.submit(title.closest('form') as Element);
  expect(edits()).toStrictEqual([[steps[1]?.id, { owner: undefined, estimate: undefined }]]);
});

test('a new step needs to say what is done', async () => {
  render(<PlanCard steps={steps} />);
  fireEvent.click(screen.getByText('Add a step'));
  const title = await screen.findByRole('textbox', { name: 'Step', hidden: true });
  fireEvent.submit(title.closest('form') as Element);
  await screen.findByText('Say what is to be done.');
  fireEvent.input(title, { target: { value: 'Celebrate' } });
  fireEvent.submit(title.closest('form') as Element);
  expect(doors.written.filter(({ verb }) => verb === 'addPlanStep')).toEqual([
    { verb: 'addPlanStep', args: [task, { title: 'Celebrate' }] },
  ]);
});
