import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toasts } from '../../../src/state/toasts';
import type { ConversationView } from '../../../src/storage/queries';
import { Palette } from '../../../src/ui/palette/palette';
import { Conversations } from '../../../src/ui/conversations/conversations';
import { agent, detail, id, ids } from './rows';
import { openTestDoors, type TestDoors } from './test-doors';

let doors: TestDoors;
const asked: unknown[] = [];

beforeEach(() => {
  doors = openTestDoors();
  asked.length = 0;
  doors.answer('agents', () => [{ row: agent, costThisMonth: 0, unknownThisMonth: 0, doing: 'idle' }]);
  doors.answer('conversations', filter => {
    asked.push(filter);
    if (filter.archived) return [];
    const { row, ...rest } = detail();
    const list: ConversationView[] = [
      { ...rest, row: { ...row, pinned: true }, unread: true },
      {
        ...rest,
        row: { ...row, id: id<'conversation'>(77), body: { title: 'Other' } },
        doing: 'needs-you',
        unknownCosts: 1,
      },
    ];
    return list;
  });
});
afterEach(cleanup);

test('a line shows title, who, unread, running and cost', () => {
  render(<Conversations />);
  const [first, second] = within(screen.getByRole('list', { name: 'Conversations' })).getAllByRole('listitem');
  expect(first?.textContent).toMatch(/Unread.*Market brief.*Pinned.*Maren.*\$0\.83/s);
  expect(second?.textContent).toMatch(/Needs you.*Other.*at least \$0\.83/s);
});

test('a title is renamed in place', () => {
  render(<Conversations />);
  fireEvent.click(screen.getByRole('button', { name: 'Rename “Market brief”' }));
  const field = screen.getByRole('textbox', { name: 'Title' });
  fireEvent.input(field, { target: { value: 'Brief for Brenner' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(doors.written).toEqual([
    { verb: 'editConversation', args: [ids.conversation, { title: 'Brief for Brenner' }] },
  ]);
});

test('deleting is done at once and can be undone', async () => {
  render(<Conversations />);
  fireEvent.click(screen.getAllByRole('menuitem', { name: 'Delete', hidden: true })[0] as HTMLElement);
  await expect.poll(() => toasts.value.at(-1)?.text).toContain('Market brief');
  toasts.value.at(-1)?.undo?.();
  expect(doors.written).toEqual([
    { verb: 'editConversation', args: [ids.conversation, { gone: true }] },
    { verb: 'editConversation', args: [ids.conversation, { gone: false }] },
  ]);
});

test('what the menu of the line with the focus holds is in the palette', async () => {
  const { container } = render(
    <main>
      <Conversations />
    </main>,
  );
  screen.getByRole('link', { name: 'Other' }).focus();
  render(<Palette onClose={() => {}} />, { container: container.appendChild(document.createElement('div')) });
  const field = screen.getByRole('combobox', { name: 'Search or do' });
  fireEvent.input(field, { target: { value: 'archive' } });
  await expect.poll(() => within(screen.getByRole('listbox')).getAllByRole('option')[0]?.textContent).toBe('Archive');
  screen.getByRole('group', { name: 'What to do with “Other”' });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(doors.written).toEqual([{ verb: 'editConversation', args: [id<'conversation'>(77), { archived: true }] }]);
});

test('the archive and one agent’s conversations are asked for by name', () => {
  render(<Conversations />);
  fireEvent.change(screen.getByRole('combobox', { name: 'With' }), { target: { selectedIndex: 1 } });
  fireEvent.click(screen.getByRole('radio', { name: 'Archived' }));
  expect(asked.at(-1)).toMatchObject({ archived: true, agent: ids.agent, limit: 50 });
  fireEvent.click(screen.getByRole('radio', { name: 'Current' }));
});
