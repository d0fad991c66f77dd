import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { go, place } from '../../src/state/place';
import { Attention } from '../../src/ui/shell/attention';
import type { RunStatus } from '../../src/domain/run';
import type { TaskRow } from '../../src/domain/task';
import { ids, run } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request, writing } from './requests';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'inbox' }, 'replace');
});
afterEach(cleanup);

const first = request(1, 'approval', writing('a.md', 'x'));
const second = request(2, 'question', { question: { text: 'Which year?', choices: [] } });

test('what waited before is counted only; what comes is said once and told by the system', async () => {
  doors.answer('inbox', () => [first]);
  const { container } = render(<Attention />);
  const region = container.querySelector('[aria-live=assertive]');
  await expect.poll(() => doors.badges).toEqual([1]);
  expect(region?.textContent).toBe('');
  await act(() => doors.answer('inbox', () => [first, second]));
  expect(region?.textContent).toBe('Which year?');
  expect(doors.badges).toEqual([1, 2]);
  expect(doors.notified.map(({ title, text }) => [title, text])).toEqual([['Which year?', 'Market brief']]);
  await act(() => doors.answer('inbox', () => [second]));
  expect(doors.badges.at(-1)).toBe(1);
  expect(doors.notified).toHaveLength(1);
});

test('the screen stays on while something runs, and may sleep while all of it waits', async () => {
  const task = (status: RunStatus) => ({
    running: [{ row: {} as TaskRow, agentName: 'Maren', agentHue: 8, run: run(status), cost: 0 }],
    needsYou: [],
    finished: [],
  });
  render(<Attention />);
  await act(() => doors.answer('today', () => task({ is: 'running', epoch: 1 })));
  await act(() => doors.answer('today', () => task({ is: 'waiting', for: 'rate' })));
  expect(doors.awake).toEqual([false, true, false]);
});

test('a notice of the system leads to its conversation', async () => {
  doors.answer('inbox', () => []);
  render(<Attention />);
  await act(() => doors.answer('inbox', () => [first]));
  doors.notified[0]?.chosen();
  expect(place.value).toEqual({ at: 'conversation', id: ids.conversation });
});
