import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actions } from '../../../src/state/actions';
import { go } from '../../../src/state/place';
import { Conversation } from '../../../src/ui/conversation/conversation';
import { placesOf } from '../../../src/ui/conversation/find-marks';
import { detail, ids, message } from './rows';
import { openTestDoors, type TestDoors } from './test-doors';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'conversation', id: ids.conversation });
});
afterEach(cleanup);

const messages = Array.from({ length: 400 }, (_, at) => message(at, at % 2 === 0 ? 'user' : 'agent', `Number ${at}.`));

function show() {
  doors.answer('conversation', () => detail());
  doors.answer('transcript', (_, limit) => ({ messages: messages.slice(-limit), more: messages.length > limit }));
  doors.answer('find', (_, text) => ({
    found: messages.flatMap(({ row, body }, at) =>
      JSON.stringify(body).includes(text)
        ? [{ message: row.id, fromEnd: messages.length - at, excerpt: `Number ${at}.` }]
        : [],
    ),
    more: false,
  }));
  return render(<Conversation />);
}

async function look(text: string) {
  await act(() =>
    actions
      .peek()
      .find(({ id }) => id === 'conversation.find')
      ?.do(),
  );
  const field = await screen.findByRole('searchbox', { name: 'Find in this conversation' });
  fireEvent.input(field, { target: { value: text } });
  return field;
}

test('what lies far back is loaded and shown; Enter and Shift+Enter step through the places', async () => {
  const { container } = show();
  expect(screen.queryByText('Number 33.')).toBeNull();
  const field = await look('Number 33');
  const found = () => container.querySelector('[data-found]')?.textContent ?? '';
  // Number 33, and 330 to 339: the newest first.
  await expect.poll(found).toContain('Number 339.');
  expect(screen.getByText(/^11 of 11/)).toBeTruthy();
  fireEvent.keyDown(field, { key: 'Enter' });
  await expect.poll(found).toContain('Number 33.');
  expect(screen.getByText(/^1 of 11/)).toBeTruthy();
  expect(container.querySelectorAll('[data-turn]').length).toBeLessThanOrEqual(120);
  fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
  await expect.poll(found).toContain('Number 339.');
});

test('what is not there is said, and Escape ends it without stopping an answer', async () => {
  show();
  await look('zebra');
  expect(await screen.findByText('No matches')).toBeTruthy();
  const escape = actions.peek().find(({ key }) => key === 'Escape');
  await act(() => escape?.do());
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(doors.written.map(({ verb }) => verb)).not.toContain('stop');
});

test('only what was said is marked, not the words of buttons', async () => {
  const { container } = show();
  const texts = [...placesOf(container, 'number 399')].map(String);
  expect(texts).toEqual(['Number 399']);
  expect([...placesOf(container, 'copy')]).toEqual([]);
});
