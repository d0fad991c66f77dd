import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Condition, GrantRow } from '../../src/domain/grant';
import { go } from '../../src/state/place';
import { dismiss, toasts } from '../../src/state/toasts';
import type { AgentDetail } from '../../src/storage/queries';
import { Grants } from '../../src/ui/agent/grants';
import { grantText } from '../../src/ui/words/grants';
import { agent, id, ids, noon } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'agent', id: ids.agent }, 'replace');
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const grant = (number: number, fields: Partial<GrantRow>): GrantRow => ({
  id: id<'grant'>(500 + number),
  v: 1,
  at: noon,
  born: '',
  agent: ids.agent,
  decision: 'allow',
  body: { tool: 'built-in/write_file', schema: 's', when: [], trusts: [] },
  ...fields,
});
const body = (tool: string, when: Condition[], trusts: string[] = []) => ({ tool, schema: 's', when, trusts });
const detail: AgentDetail = {
  row: { ...agent, body: { ...agent.body, tools: ['write_file', 'calculate'] } },
  costThisMonth: 0,
  unknownThisMonth: 0,
  doing: 'idle',
  versions: [],
  conversations: [],
};
const written = (verb: string) => doors.written.filter(one => one.verb === verb).map(({ args }) => args);

test('every kind of condition is told in words', () => {
  const said = (when: Condition[], tool = 'mail/send') => grantText({ tool, when, trusts: [] }, 'allow');
  expect(
    said(
      [
        { path: '/path', is: 'oneOf', value: ['a.md', 'b.md'] },
        { path: '/content', is: 'anything' },
      ],
      'built-in/write_file',
    ),
  ).toBe('may write any text in the files a.md, b.md without asking');
  expect(
    said([
      { path: '/to', is: 'recipient', value: 'k@example.org' },
      { path: '/url', is: 'host', value: 'example.org' },
      { path: '/amount', is: 'atMost', value: 1_000 },
      { path: '/kind', is: 'equals', value: { a: 1 } },
    ]),
  ).toBe(
    'may use “mail/send” where to is k@example.org and url is at example.org and amount is at most 1,000 and kind is {"a":1} without asking',
  );
});

test('what was allowed is told with its limits, and taken back with a way back', async () => {
  const when: Condition[] = [
    { path: '/path', is: 'under', value: 'notes' },
    { path: '/content', is: 'anything' },
  ];
  const given = grant(1, { body: body('built-in/write_file', when), perDay: 5, run: ids.run });
  doors.answer('grants', () => [given]);
  render(<Grants detail={detail} />);
  const line = screen.getByText('Maren may write any text in files under notes/ without asking').closest('li');
  expect(line?.textContent).toContain('in this run only, at most 5 times a day');
  fireEvent.click(within(line as HTMLElement).getByRole('button', { name: 'Take back' }));
  await expect.poll(() => toasts.value.at(-1)?.text).toBe('It asks again from now on.');
  toasts.value.at(-1)?.undo?.();
  expect(written('dropGrant')).toEqual([
    [given.id, true],
    [given.id, false],
  ]);
});

test('a rule about a whole tool is shown as chosen; a new one stands before the old one goes', async () => {
  const rule = grant(1, { decision: 'ask', body: body('built-in/write_file', []) });
  doors.answer('grants', () => [rule]);
  render(<Grants detail={detail} />);
  const choices = within(screen.getByRole('radiogroup', { name: 'When “Write files” asks' }));
  expect(choices.getByRole('radio', { name: 'Always ask' })).toHaveProperty('checked', true);
  const other = within(screen.getByRole('radiogroup', { name: 'When “Calculate” asks' }));
  expect(other.getByRole('radio', { name: 'As usual' })).toHaveProperty('checked', true);
  fireEvent.click(choices.getByRole('radio', { name: 'Never' }));
  await expect.poll(() => doors.written.map(({ verb }) => verb)).toEqual(['setGrant', 'dropGrant']);
  expect(written('setGrant')[0]?.[0]).toMatchObject({
    agent: ids.agent,
    tool: 'built-in/write_file',
    decision: 'never',
    when: [],
  });
  expect(written('dropGrant')).toEqual([[rule.id, true]]);
});

test('files are allowed ahead: where, how often and how long, read back in words before it is given', async () => {
  doors.answer('grants', () => []);
  render(<Grants detail={detail} />);
  fireEvent.click(screen.getByRole('button', { name: 'Allow…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Let Maren write files without asking?' }));
  const allow = dialog.getByRole('button', { name: 'Allow' });
  fireEvent.click(allow);
  expect(dialog.getByRole('alert').textContent).toContain('Name a folder');
  fireEvent.input(dialog.getByRole('textbox', { name: 'Folder' }), { target: { value: '../up' } });
  fireEvent.click(allow);
  expect(written('setGrant')).toEqual([]);
  fireEvent.input(dialog.getByRole('textbox', { name: 'Folder' }), { target: { value: '/reports/' } });
  fireEvent.input(dialog.getByRole('textbox', { name: 'Times a day at most' }), { target: { value: '5' } });
  expect(dialog.getByText(/^Maren may write any text in files under reports\/ without asking, until /)).toBeTruthy();
  fireEvent.click(allow);
  await expect.poll(() => written('setGrant')).toHaveLength(1);
  const [given] = written('setGrant')[0] ?? [];
  expect(given).toMatchObject({
    agent: ids.agent,
    tool: 'built-in/write_file',
    decision: 'allow',
    when: [
      { path: '/path', is: 'under', value: 'reports' },
      { path: '/content', is: 'anything' },
    ],
    perDay: 5,
  });
  expect(given).toHaveProperty('expires');
  expect(given).not.toHaveProperty('run');
});

test('what was allowed says when a rule above beats it, and goes from the list when its time is over', () => {
  const when: Condition[] = [
    { path: '/path', is: 'anything' },
    { path: '/content', is: 'anything' },
  ];
  doors.answer('grants', () => [
    grant(1, { body: body('built-in/write_file', when) }),
    grant(2, { body: body('built-in/write_file', when), expires: 1 }),
    grant(3, { decision: 'never', body: body('built-in/write_file', []) }),
  ]);
  render(<Grants detail={detail} />);
  const [line, ...more] = screen.getAllByText('Maren may write any text in any file without asking');
  expect(more).toEqual([]);
  expect(line?.closest('li')?.textContent).toContain('does not hold while “Never” is chosen above');
});
