import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actions } from '../../src/state/actions';
import { go } from '../../src/state/place';
import { Inbox } from '../../src/ui/inbox/inbox';
import { useKeys } from '../../src/ui/shell/keys';
import type { ids } from './conversation/rows';
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
test('an empty inbox says that nothing needs you', () => {
  doors.answer('inbox', () => []);
  render(<Inbox />);
  expect(screen.getByRole('heading', { level: 1, name: 'Nothing needs you' })).toBeTruthy();
});

const elsewhere = { conversation: '019a0000-0000-7000-8000-000000000099' as typeof ids.conversation };
const other = request(3, 'approval', writing('b.md', 'x'), { ...elsewhere, title: 'Other work' });
const press = (key: string) => act(async () => actions.value.find(action => action.key === key)?.do());
const cardTitle = () => document.querySelector('[data-request] h2')?.textContent;

test('the inbox lists what waits, and shows one of it to be decided; keys move on', async () => {
  doors.answer('inbox', () => [first, other, second]);
  render(<Inbox />);
  expect(screen.getByText('3 things wait for you.')).toBeTruthy();
  const list = screen.getByRole('list', { name: 'What waits' });
  const lines = within(list).getAllByRole('button');
  expect(lines.map(line => line.firstChild?.textContent)).toEqual(['Write a.md', 'Write b.md', 'Which year?']);
  expect(cardTitle()).toBe('Maren wants to write a.md');
  await press('j');
  expect(cardTitle()).toBe('Maren wants to write b.md');
  expect(screen.getByRole('link', { name: 'Other work' })).toBeTruthy();
  await press('j');
  await press('j');
  expect(cardTitle()).toBe('Which year?');
  await press('k');
  expect(cardTitle()).toBe('Maren wants to write b.md');
  await press('a');
  expect(doors.written.at(-1)).toMatchObject({
    verb: 'answer',
    args: [[{ request: other.row.id, answer: 'approved' }]],
  });
});

test('what follows a decided thing takes its place', async () => {
  doors.answer('inbox', () => [first, other, second]);
  render(<Inbox />);
  await press('j');
  await act(() => doors.answer('inbox', () => [first, second]));
  expect(cardTitle()).toBe('Which year?');
  await act(() => doors.answer('inbox', () => [first]));
  expect(cardTitle()).toBe('Maren wants to write a.md');
});

test('what was picked is decided at once, and nothing else', () => {
  const third = request(4, 'approval', writing('c.md', 'x'));
  doors.answer('inbox', () => [first, other, third, second]);
  render(<Inbox />);
  expect(screen.getAllByRole('checkbox')).toHaveLength(3);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Pick: Write a.md' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Pick: Write c.md' }));
  fireEvent.click(screen.getByRole('button', { name: 'Reject 2' }));
  expect(doors.written.at(-1)?.args).toEqual([
    [first, third].map(({ row }) => ({ request: row.id, answer: 'rejected' })),
  ]);
});

test('the inbox tells why an approval is asked for, link by link', () => {
  const labels = [{ source: 'web', from: 'wko.at' }] as const;
  doors.answer('inbox', () => [
    request(1, 'approval', { ...writing('a.md', 'x'), labels: [...labels], because: 'labels' }),
  ]);
  render(<Inbox />);
  const why = screen.getByRole('region', { name: 'Why it asks' });
  expect(
    within(why)
      .getAllByRole('listitem')
      .map(link => link.querySelector('b')?.textContent),
  ).toEqual(['wko.at', 'Write files']);
  expect(screen.getAllByText('Why it asks')).toHaveLength(1);
});

test('what was decided last stands below, with what the user said', () => {
  doors.answer('inbox', () => []);
  doors.answer('decided', () => [
    { ...request(5, 'approval', writing('d.md', 'x'), { status: 'answered', answer: 'rejected' }), said: 'Too long.' },
  ]);
  render(<Inbox />);
  const decided = screen.getByRole('region', { name: 'Decided' });
  expect(within(decided).getByRole('link').textContent).toBe('Maren: Write d.mdrejected: Too long.');
});

test('the record of decisions goes back page by page, as far as there is one', async () => {
  const all = Array.from({ length: 12 }, (_, at) =>
    request(20 + at, 'approval', writing(`${at}.md`, 'x'), { status: 'answered', answer: 'approved' }),
  );
  doors.answer('inbox', () => []);
  doors.answer('decided', limit => all.slice(0, limit));
  render(<Inbox />);
  const decided = within(screen.getByRole('region', { name: 'Decided' }));
  expect(decided.getAllByRole('listitem')).toHaveLength(8);
  fireEvent.click(decided.getByRole('button', { name: 'Show earlier decisions' }));
  await expect.poll(() => decided.getAllByRole('listitem')).toHaveLength(12);
  expect(decided.queryByRole('button')).toBeNull();
});

test('a key that is held approves one thing, not what comes after it', async () => {
  const Page = () => {
    useKeys();
    return <Inbox />;
  };
  let waiting = [1, 2, 3].map(number => request(number, 'approval', writing(`${number}.md`, 'x')));
  doors.answer('inbox', () => waiting);
  doors.on('answer', async answers => {
    waiting = waiting.filter(({ row }) => !answers.some(one => one.request === row.id));
    doors.answer('inbox', () => waiting);
    return [];
  });
  render(<Page />);
  for (const repeat of [false, true, true]) {
    await act(async () => {
      fireEvent.keyDown(document.body, { key: 'a', repeat });
      await new Promise(resolve => setTimeout(resolve, 33));
    });
  }
  expect(doors.written.filter(one => one.verb === 'answer')).toHaveLength(1);
});
