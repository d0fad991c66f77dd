import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { go, place, placeOf } from '../../src/state/place';
import { Attention } from '../../src/ui/shell/attention';
import type { ErrorValue } from '../../src/domain/error';
import type { RunStatus } from '../../src/domain/run';
import type { TaskRow } from '../../src/domain/task';
import type { TaskView } from '../../src/state/today';
import { dismiss, toasts } from '../../src/state/toasts';
import { id, ids, run } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request, writing } from './requests';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'inbox' }, 'replace');
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.value) dismiss(toast.id);
});

const first = request(1, 'approval', writing('a.md', 'x'));
const second = request(2, 'question', { question: { text: 'Which year?', choices: [] } });

test('what waited before is counted only; what comes is said once and told by the system', async () => {
  doors.answer('inbox', () => [first]);
  const { container } = render(<Attention />);
  const region = container.querySelector('[aria-live=assertive]');
  await expect.poll(() => doors.badges).toEqual([1]);
  expect(region?.textContent).toBe('');
  await act(() => doors.view(false));
  await act(() => doors.answer('inbox', () => [first, second]));
  expect(region?.textContent).toBe('Which year?');
  expect(doors.badges).toEqual([1, 2]);
  await expect
    .poll(() => doors.notified)
    .toMatchObject([{ kind: 'needs-you', title: 'Which year?', text: 'Market brief' }]);
  await act(() => doors.answer('inbox', () => [second]));
  expect(doors.badges.at(-1)).toBe(1);
  expect(doors.notified).toHaveLength(1);
});

test('the screen stays on while something runs, and may sleep while all of it waits', async () => {
  const at = (status: RunStatus) => () => ({ running: [task(status)], needsYou: [], finished: [] });
  render(<Attention />);
  await act(() => doors.answer('today', at({ is: 'running', epoch: 1 })));
  await act(() => doors.answer('today', at({ is: 'waiting', for: 'rate' })));
  expect(doors.awake).toEqual([false, true, false]);
});

test('a notice of the system leads to its conversation', async () => {
  doors.answer('inbox', () => []);
  render(<Attention />);
  await act(() => doors.view(false));
  await act(() => doors.answer('inbox', () => [first]));
  await expect.poll(() => doors.notified).toHaveLength(1);
  expect(placeOf(doors.notified[0]?.at ?? '')).toEqual({ at: 'conversation', id: ids.conversation });
});

test('the system tells nothing while a page is in view, be it this one or another', async () => {
  doors.answer('inbox', () => []);
  render(<Attention />);
  await act(() => doors.answer('inbox', () => [first]));
  await act(() => doors.view(false, true));
  await act(() => doors.answer('inbox', () => [first, second]));
  await settled();
  expect(doors.notified).toEqual([]);
});

/** The user's one task, and how its run stands. */
function task(status: RunStatus): TaskView {
  const row = { id: id<'task'>(6), conversation: ids.conversation, body: { title: 'Market brief' } } as TaskRow;
  return { row, agentName: 'Maren', agentHue: 8, run: run(status), cost: 0, unknown: 0 };
}

const atWork = () => ({ running: [task({ is: 'running', epoch: 1 })], needsYou: [], finished: [] });
const over = (status: RunStatus) => () => ({ running: [], needsYou: [], finished: [task(status)] });

/** Maren comes to the end of a task that she was at when the page was opened. */
async function end(status: RunStatus): Promise<void> {
  doors.answer('today', atWork);
  render(<Attention />);
  await act(() => doors.answer('today', over(status)));
}

/** Where the user is was looked up since. */
const settled = () => new Promise(resolve => setTimeout(resolve));

const told = () => toasts.value.map(({ text }) => text);

test('what is finished while the user is at another screen is told there, and leads to it', async () => {
  await end({ is: 'succeeded' });
  await expect.poll(told).toEqual(['Maren has finished: Market brief']);
  expect(doors.notified).toEqual([]);
  toasts.value[0]?.way?.do();
  expect(place.value).toEqual({ at: 'conversation', id: ids.conversation });
});

test('what failed is told as that', async () => {
  await end({ is: 'failed', error: { code: 'no-credit' } as ErrorValue });
  await expect.poll(told).toEqual(['Maren could not finish: Market brief']);
});

test('what the user stopped, sees end, or was over before is not told', async () => {
  await end({ is: 'cancelled' });
  go({ at: 'conversation', id: ids.conversation }, 'replace');
  await end({ is: 'succeeded' });
  go({ at: 'today' }, 'replace');
  await end({ is: 'succeeded' });
  cleanup();
  go({ at: 'inbox' }, 'replace');
  doors.answer('today', over({ is: 'succeeded' }));
  render(<Attention />);
  await act(() => doors.answer('today', over({ is: 'succeeded' })));
  await settled();
  expect(told()).toEqual([]);
});

test('what is finished while no page is in view is told by the system, and by the app when the user is back', async () => {
  doors.answer('today', atWork);
  render(<Attention />);
  await act(() => doors.view(false));
  await act(() => doors.answer('today', over({ is: 'succeeded' })));
  await expect
    .poll(() => doors.notified)
    .toMatchObject([{ kind: 'finished', title: 'Maren has finished', text: 'Market brief' }]);
  expect(told()).toEqual([]);
  await act(() => doors.view(true));
  expect(told()).toEqual(['Maren has finished: Market brief']);
  await act(() => doors.view(false));
  await act(() => doors.view(true));
  expect(told()).toHaveLength(1);
});

test('what another page showed the user is not told again', async () => {
  doors.answer('today', atWork);
  render(<Attention />);
  await act(() => doors.view(false, true));
  await act(() => doors.answer('today', over({ is: 'succeeded' })));
  await settled();
  await act(() => doors.view(true));
  expect(doors.notified).toEqual([]);
  expect(told()).toEqual([]);
});
