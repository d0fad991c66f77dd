import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actions } from '../../src/state/actions';
import { dismiss, toasts } from '../../src/state/toasts';
import type { GrantProposal } from '../../src/engine/door';
import type { RequestView } from '../../src/storage/queries';
import { Approvals } from '../../src/ui/approval/approvals';
import { speak } from '../../src/ui/words/language';
import { ids } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request, writing } from './requests';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  doors.on('answer', async () => []);
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const show = (...requests: RequestView[]) => render(<Approvals requests={requests} />);
const answered = () => doors.written.filter(({ verb }) => verb === 'answer').map(({ args }) => args[0]);
const press = (key: string) => actions.value.find(action => action.key === key)?.do();

test('a changed file is shown line by line, and approved once', () => {
  const asked = request(1, 'approval', writing('notes/a.md', 'one\nthree\n', 'one\ntwo\n'));
  show(asked);
  const card = screen.getByRole('region', { name: 'Maren wants to change notes/a.md' });
  const diff = within(card).getByRole('region', { name: 'What would change' });
  expect(diff.querySelector('del')?.textContent).toBe('two');
  expect(diff.querySelector('ins')?.textContent).toBe('three');
  fireEvent.click(within(card).getByRole('button', { name: /^Approve once/ }));
  expect(answered()).toEqual([[{ request: asked.row.id, answer: 'approved' }]]);
});

test('a call of any other tool shows its whole input', () => {
  show(request(1, 'approval', { tool: 'mail/send', input: { to: 'k@example.org', lines: ['a', 'b'] } }));
  const card = screen.getByRole('region', { name: 'Maren wants to use “mail/send”' });
  expect(within(card).getByText('k@example.org')).toBeTruthy();
  expect(card.textContent).toContain('"b"');
});

test('the card says where foreign text came from', () => {
  const labels = [
    { source: 'web', from: 'wko.at' },
    { source: 'external', from: 'pasted' },
  ] as const;
  show(request(1, 'approval', { ...writing('a.md', 'x'), labels: [...labels] }));
  expect(screen.getByText('text from wko.at, what was pasted, attached or shared')).toBeTruthy();
  expect(screen.getByText(/^Text from wko.at, what was pasted, attached or shared led to this/)).toBeTruthy();
});

test('an edited text is sent as the whole input, and only its text is edited', () => {
  const asked = request(1, 'approval', writing('a.md', 'draft'));
  show(asked);
  fireEvent.click(screen.getByRole('button', { name: /^Edit/ }));
  const field = screen.getByRole('textbox', { name: 'The text as it should be' });
  expect(field).toHaveProperty('value', 'draft');
  fireEvent.input(field, { target: { value: 'better' } });
  fireEvent.click(screen.getByRole('button', { name: 'Approve as edited' }));
  expect(answered()).toEqual([
    [{ request: asked.row.id, answer: 'edited', input: { path: 'a.md', content: 'better' } }],
  ]);
});

test('an input without a text is edited as JSON, and what is no JSON is not sent', () => {
  const asked = request(1, 'approval', { tool: 'x/count', input: { most: 3 } });
  show(asked);
  fireEvent.click(screen.getByRole('button', { name: /^Edit/ }));
  const field = screen.getByRole('textbox', { name: 'The input as it should be (JSON)' });
  fireEvent.input(field, { target: { value: '{ "most": ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Approve as edited' }));
  expect(screen.getByText('This is not valid JSON.')).toBeTruthy();
  expect(answered()).toEqual([]);
  fireEvent.input(field, { target: { value: '{ "most": 2 }' } });
  fireEvent.click(screen.getByRole('button', { name: 'Approve as edited' }));
  expect(answered()).toEqual([[{ request: asked.row.id, answer: 'edited', input: { most: 2 } }]]);
});

test('a rejection carries its reason; Escape takes it back unsent', () => {
  const asked = request(1, 'approval', writing('a.md', 'x'));
  show(asked);
  fireEvent.click(screen.getByRole('button', { name: /^Reject/ }));
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
  expect(screen.queryByRole('textbox')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^Reject/ }));
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Not our tone.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
  expect(answered()).toEqual([[{ request: asked.row.id, answer: 'rejected', said: 'Not our tone.' }]]);
});

test('what was being said before a reload stands there again, leaves the focus alone, and is forgotten when taken back', async () => {
  const [first, second] = [request(1, 'approval', writing('a.md', 'x')), request(2, 'approval', writing('b.md', 'x'))];
  const asks = request(3, 'question', { question: { text: 'Which year?', choices: [] } });
  const kept = new Map([
    [`said|${first.row.id}`, 'Not our t'],
    [`input|${second.row.id}`, 'better'],
    [`said|${asks.row.id}`, '2025, of'],
  ]);
  doors.answer('unsent', place => kept.get(place) ?? '');
  show(first, second, asks);
  const reason = await screen.findByRole('textbox', { name: /^Why not/ });
  expect(reason).toHaveProperty('value', 'Not our t');
  expect(screen.getByRole('textbox', { name: 'The text as it should be' })).toHaveProperty('value', 'better');
  expect(screen.getByRole('textbox', { name: 'Your answer' })).toHaveProperty('value', '2025, of');
  expect(document.activeElement).toBe(document.body);
  fireEvent.input(reason, { target: { value: '' } });
  fireEvent.input(reason, { target: { value: 'No.' } });
  fireEvent.keyDown(reason, { key: 'Escape' });
  expect(screen.queryByRole('textbox', { name: /^Why not/ })).toBeNull();
  expect(doors.written.at(-1)).toEqual({ verb: 'keepUnsent', args: [`said|${first.row.id}`, ''] });
});

test('a, x and e press the buttons of the card in focus, else of the first', async () => {
  const first = request(1, 'approval', writing('a.md', 'x'));
  const second = request(2, 'approval', writing('b.md', 'x'));
  show(first, second);
  press('a');
  screen.getByRole('region', { name: 'Maren wants to write b.md' }).focus();
  press('a');
  expect(answered()).toEqual([
    [{ request: first.row.id, answer: 'approved' }],
    [{ request: second.row.id, answer: 'approved' }],
  ]);
  press('e');
  await screen.findByRole('textbox', { name: 'The text as it should be' });
});

test('several are approved at once, each by its own answer; questions are left to be answered', () => {
  const both = [request(1, 'approval', writing('a.md', 'x')), request(2, 'approval', writing('b.md', 'x'))];
  show(...both, request(3, 'question', { question: { text: 'Which?', choices: [] } }));
  fireEvent.click(screen.getByRole('button', { name: 'Approve all 2' }));
  expect(answered()).toEqual([both.map(({ row }) => ({ request: row.id, answer: 'approved' }))]);
});

test('“always like this” says in words what would be allowed, and gives nothing before it was read', async () => {
  const proposal: GrantProposal = {
    agent: ids.agent,
    tool: 'built-in/write_file',
    schema: 's',
    when: [
      { path: '/path', is: 'under', value: 'notes' },
      { path: '/content', is: 'anything' },
    ],
    trusts: ['web:wko.at'],
  };
  doors.on('proposeGrant', async () => proposal);
  const asked = request(1, 'approval', writing('notes/a.md', 'x'));
  show(asked);
  fireEvent.click(screen.getByRole('button', { name: 'Always like this' }));
  await screen.findByText(
    'Maren may write any text in files under notes/ without asking, also when text from web:wko.at led to it.',
  );
  expect(doors.written.map(({ verb }) => verb)).toEqual(['proposeGrant']);
  fireEvent.click(screen.getByRole('button', { name: 'Allow, and approve this one' }));
  await expect.poll(answered).toEqual([[{ request: asked.row.id, answer: 'approved' }]]);
  const given = doors.written.find(({ verb }) => verb === 'setGrant')?.args[0];
  expect(given).toEqual({ ...proposal, decision: 'allow', run: ids.run });
});

test('where nothing can be learnt, that is said and the card stays', async () => {
  doors.on('proposeGrant', async () => undefined);
  show(request(1, 'approval', writing('a.md', 'x')));
  fireEvent.click(screen.getByRole('button', { name: 'Always like this' }));
  await expect.poll(() => toasts.value.at(-1)?.text).toContain('cannot be allowed ahead');
  expect(screen.getByRole('button', { name: /^Approve once/ })).toBeTruthy();
});

test('a question offers its choices and room for other words', () => {
  const asked = request(1, 'question', { question: { text: 'Which year?', choices: ['2023', '2024'] } });
  show(asked);
  fireEvent.click(screen.getByRole('button', { name: '2024' }));
  fireEvent.input(screen.getByRole('textbox', { name: 'In your own words' }), { target: { value: ' 2025 ' } });
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter', ctrlKey: true });
  expect(answered()).toContainEqual([{ request: asked.row.id, answer: 'told', said: '2024' }]);
});

test('only what waits for a yes or a no offers the keys for it', () => {
  const keys = () => actions.value.flatMap(({ id, key }) => (id.startsWith('approval.') ? [key] : []));
  show(request(1, 'question', { question: { text: 'Which year?', choices: [] } }));
  expect(keys()).toEqual([]);
  cleanup();
  show(request(2, 'limit', {}));
  expect(keys()).toEqual(['a', 'x']);
  cleanup();
  show(request(3, 'approval', writing('a.md', 'x')));
  expect(keys()).toEqual(['a', 'x', 'e']);
});

test('an answer that came second is told what holds instead, and what was typed for it can be copied', async () => {
  const asked = request(1, 'question', { question: { text: 'Which year?', choices: [] } });
  const held = { ...asked, row: { ...asked.row, status: 'answered' as const, answer: 'told' as const }, said: '2024' };
  doors.answer('requests', () => [held]);
  doors.on('answer', async answers => answers.map(one => one.request));
  show(asked);
  fireEvent.input(screen.getByRole('textbox'), { target: { value: '2025, of course' } });
  fireEvent.click(screen.getByRole('button', { name: 'Answer' }));
  const told = () => toasts.value.at(-1);
  await expect.poll(() => told()?.text).toBe('You had already decided this: “answered: 2024”. That holds.');
  expect(told()?.stays).toBe(true);
  told()?.way?.do();
  expect(doors.copied).toEqual(['2025, of course']);
});

test('a card that is decided elsewhere while its answer is typed says so, and leaves the words to be copied', async () => {
  const asked = request(1, 'approval', writing('a.md', 'x'));
  doors.answer('requests', () => [{ ...asked, row: { ...asked.row, status: 'used', answer: 'approved' } }]);
  const { rerender } = show(asked);
  fireEvent.click(screen.getByRole('button', { name: /^Reject/ }));
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Not our tone.' } });
  rerender(<Approvals requests={[]} />);
  await expect.poll(() => toasts.value.at(-1)?.text).toBe('You had already decided this: “approved”. That holds.');
  toasts.value.at(-1)?.way?.do();
  expect(doors.copied).toEqual(['Not our tone.']);
});

test('a card that goes because its own answer was taken, or while it still waits, says nothing', async () => {
  const [first, second] = [request(1, 'approval', writing('a.md', 'x')), request(2, 'approval', writing('b.md', 'x'))];
  doors.answer('requests', () => [first, second]);
  const { rerender } = show(first);
  const reject = (said: string) => {
    fireEvent.click(screen.getByRole('button', { name: /^Reject/ }));
    fireEvent.input(screen.getByRole('textbox'), { target: { value: said } });
  };
  reject('No.');
  fireEvent.click(screen.getByRole('button', { name: 'Reject' }));
  rerender(<Approvals requests={[second]} />);
  reject('Neither.');
  rerender(<Approvals requests={[]} />);
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(toasts.value).toEqual([]);
});

test('loops, limits and unknown outcomes each have their own words and answers', () => {
  const loop = request(1, 'loop', { tool: 'built-in/read_file', count: 5 });
  const limit = request(2, 'limit', { count: 24 });
  const outcome = request(3, 'outcome', { tool: 'mail/send', input: { to: 'k@example.org' } });
  const long = request(4, 'limit', { count: 1, minutes: 31 });
  show(loop, limit, outcome, long);
  const inside = (name: string) => within(screen.getByRole('region', { name }));
  fireEvent.click(inside('Maren has done the same 5 times').getByRole('button', { name: /^Continue/ }));
  fireEvent.click(inside('Maren has taken 24 steps').getByRole('button', { name: /^Stop the run/ }));
  expect(
    inside('Maren has worked for 31 minutes').getByText(/^If it continues, it may work as long again/),
  ).toBeTruthy();
  const unsure = inside('We cannot tell whether this happened');
  expect(unsure.getByText('k@example.org')).toBeTruthy();
  fireEvent.click(unsure.getByRole('button', { name: 'It was not done' }));
  expect(answered()).toEqual([
    [{ request: loop.row.id, answer: 'approved' }],
    [{ request: limit.row.id, answer: 'rejected' }],
    [{ request: outcome.row.id, answer: 'not-done' }],
  ]);
});

test('a decided card hands the focus to the next', () => {
  const first = request(1, 'approval', writing('a.md', 'x'));
  const second = request(2, 'approval', writing('b.md', 'x'));
  const { rerender } = show(first, second);
  screen.getByRole('region', { name: 'Maren wants to write a.md' }).focus();
  rerender(<Approvals requests={[second]} />);
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Maren wants to write b.md' }));
});

test('every button of every card came through the words', async () => {
  await speak('pseudo');
  show(
    request(1, 'approval', writing('a.md', 'x', 'y')),
    request(2, 'question', { question: { text: 'Which?', choices: [] } }),
    request(3, 'loop', { count: 5 }),
    request(4, 'outcome', { tool: 'mail/send', input: {} }),
  );
  for (const button of screen.getAllByRole('button')) expect(button.textContent).toMatch(/⟦/);
  for (const heading of screen.getAllByRole('heading')) expect(heading.textContent).toMatch(/⟦|Which\?/);
  await speak('en');
});
