import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { go, place } from '../../src/state/place';
import { Inbox } from '../../src/ui/inbox/inbox';
import { Attention } from '../../src/ui/shell/attention';
import { ids } from './conversation/rows';
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

test('a notice of the system leads to its conversation', async () => {
  doors.answer('inbox', () => []);
  render(<Attention />);
  await act(() => doors.answer('inbox', () => [first]));
  doors.notified[0]?.chosen();
  expect(place.value).toEqual({ at: 'conversation', id: ids.conversation });
});

test('an empty inbox says that nothing needs you', () => {
  doors.answer('inbox', () => []);
  render(<Inbox />);
  expect(screen.getByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy();
});

test('the inbox groups what waits by conversation, each with the way there', () => {
  const elsewhere = { conversation: '019a0000-0000-7000-8000-000000000099' as typeof ids.conversation };
  const other = request(3, 'approval', writing('b.md', 'x'), { ...elsewhere, title: 'Other work' });
  doors.answer('inbox', () => [first, other, second]);
  render(<Inbox />);
  expect(screen.getByText('3 things wait for you.')).toBeTruthy();
  expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual(['Market brief', 'Other work']);
  expect(screen.getAllByRole('heading', { level: 2 }).map(heading => heading.textContent)).toEqual([
    'Maren wants to write a.md',
    'Which year?',
    'Maren wants to write b.md',
  ]);
});
