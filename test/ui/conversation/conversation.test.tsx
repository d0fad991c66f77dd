import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TranscriptMessage } from '../../../src/domain/conversation';
import { go } from '../../../src/state/place';
import { toasts } from '../../../src/state/toasts';
import { AppError } from '../../../src/domain/error';
import type { ConversationDetail } from '../../../src/storage/queries';
import { shortDay } from '../../../src/ui/formats';
import { Conversation } from '../../../src/ui/conversation/conversation';
import { speak } from '../../../src/ui/words/language';
import { detail, draft, id, ids, message, noon, run } from './rows';
import { openTestDoors, type TestDoors } from './test-doors';

// The card's chunk is compiled when it is first shown.
await import('../../../src/ui/conversation/trouble-card');

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'conversation', id: ids.conversation });
});
afterEach(cleanup);

const question = message(0, 'user', 'How many houses?');
const answer = message(1, 'agent', 'About **46,900**.', { cost: 210_000_000, stop: 'end', model: 'model-one' });

function show(messages: TranscriptMessage[], fields: Partial<ConversationDetail> = {}) {
  doors.answer('conversation', () => detail(fields));
  doors.answer('transcript', (_, limit) => ({ messages: messages.slice(-limit), more: messages.length > limit }));
  return render(<Conversation />);
}

const quiet = new Set(['quote', 'markRead', 'keepUnsent']);
const verbs = () => doors.written.filter(({ verb }) => !quiet.has(verb));

test('a turn shows who spoke, by which model, and what it cost', () => {
  show([question, answer]);
  const log = screen.getByRole('log');
  expect(within(log).getByText('46,900').tagName).toBe('STRONG');
  expect(within(log).getByText(/model-one/)).toBeTruthy();
  expect(within(log).getByText('$0.21')).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Market brief');
});

test('an unknown price is said, never shown as nothing', () => {
  const { cost: _, ...unpriced } = answer.row;
  show([question, { ...answer, row: unpriced }]);
  expect(within(screen.getByRole('log')).getByText('price unknown')).toBeTruthy();
  expect(screen.queryByText('$0.00')).toBeNull();
});

test('notes are one quiet line in the transcript, with what they cost, and open to be read', () => {
  const one = { run: ids.run };
  const notes = message(2, 'summary', 'The user counts houses.', { ...one, cost: 30_000_000 });
  show([question, message(1, 'agent', 'Let me count.', one), notes, message(3, 'agent', 'Done.', one)]);
  const log = screen.getByRole('log');
  const line = within(log).getByText('From here the model sees notes instead of what is above').closest('summary');
  expect(line?.textContent).toContain('$0.03');
  expect(line?.parentElement?.textContent).toContain('The user counts houses.');
  expect(within(log).getAllByRole('article')).toHaveLength(2);
});

test('every simulated message says so and offers the real thing', () => {
  const first = message(1, 'agent', 'One', { simulated: true });
  const second = message(2, 'agent', 'Two', { simulated: true });
  show([first, second], { row: { ...detail().row, simulated: true } });
  const log = screen.getByRole('log');
  expect(within(log).getAllByText('Simulated')).toHaveLength(2);
  expect(within(log).getAllByRole('link', { name: 'Run this with my key' })).toHaveLength(2);
});

test('Enter sends, Shift+Enter does not, and what failed to go stays in the field', async () => {
  show([question, answer]);
  const field = screen.getByRole('textbox', { name: 'Message to Maren' });
  fireEvent.input(field, { target: { value: 'And in 2025?' } });
  fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
  expect(verbs()).toEqual([]);
  doors.on('sendMessage', () => Promise.reject(new AppError('storage-full')));
  fireEvent.keyDown(field, { key: 'Enter' });
  await expect.poll(() => toasts.value.at(-1)?.text).toContain('no room left');
  expect(field).toHaveProperty('value', 'And in 2025?');
  doors.on('sendMessage', async () => ({ conversation: ids.conversation, task: id(6), message: id(9), run: ids.run }));
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await expect.poll(() => (field as HTMLTextAreaElement).value).toBe('');
  expect(verbs().at(-1)).toEqual({
    verb: 'sendMessage',
    args: [{ conversation: ids.conversation, agent: ids.agent, text: 'And in 2025?', from: ids.conversation }],
  });
});

test('a draft grows on screen without the transcript being rendered again', async () => {
  show([question], { run: run({ is: 'running', epoch: 1 }) });
  const first = screen.getByText('How many houses?');
  await act(() => doors.draft(ids.conversation, draft('About')));
  expect(screen.getByText('writing')).toBeTruthy();
  await act(() => doors.draft(ids.conversation, draft('About **46,900** houses', { cost: 40_000_000 })));
  expect(screen.getByText('46,900')).toBeTruthy();
  expect(screen.getByText('$0.04 so far')).toBeTruthy();
  expect(screen.getByText('How many houses?')).toBe(first);
  expect(screen.getByRole('log').getAttribute('aria-busy')).toBe('true');
  expect(screen.getByText('Maren is writing')).toBeTruthy();
});

test('a finished draft gives way to its message without showing it twice, and the answer is announced', async () => {
  show([question], { run: run({ is: 'running', epoch: 1 }) });
  await act(() => doors.draft(ids.conversation, draft('All of it.')));
  const landed = message(2, 'agent', 'All of it.', { run: ids.run, at: noon + 90_000, stop: 'end', cost: 1 });
  await act(() => {
    doors.answer('transcript', () => ({ messages: [question, landed], more: false }));
    doors.answer('conversation', () => detail());
  });
  expect(within(screen.getByRole('log')).getAllByText('All of it.')).toHaveLength(1);
  await expect.poll(() => screen.queryByText('Maren: All of it.')).not.toBeNull();
});

test('stopping freezes the text at once, whatever still arrives', async () => {
  const stopped = id<'run'>(40);
  show([question], { run: { ...run({ is: 'running', epoch: 1 }), id: stopped } });
  await act(() => doors.draft(ids.conversation, draft('Half of', { run: stopped })));
  fireEvent.click(screen.getByRole('button', { name: /Stop/ }));
  await act(() => doors.draft(ids.conversation, draft('Half of it and more', { run: stopped })));
  expect(screen.getByText('Half of')).toBeTruthy();
  expect(screen.getByText('stopped')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Stop/ })).toBeNull();
  expect(verbs()).toEqual([{ verb: 'stop', args: [stopped] }]);
});

test('a cut answer says so, and can be continued or tried again', () => {
  show([question, message(1, 'agent', 'Half', { cut: 'stopped', cost: 1 })]);
  expect(screen.getByText(/Stopped. What had arrived is kept/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(verbs().map(({ verb }) => verb)).toEqual(['continueAnswer', 'retry']);
});

test('an answer that is JSON stands as code, and one that its provider paused can be continued', () => {
  show([question, message(1, 'agent', '{"houses":46900}', { stop: 'paused' })]);
  const code = screen.getByRole('log').querySelector('pre')?.textContent;
  expect(code?.trim()).toBe('{\n  "houses": 46900\n}');
  expect(screen.getByText(/The provider paused this answer/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy();
});

test('versions are stepped through by their branches', () => {
  const versions = [id<'message'>(90), answer.row.id, id<'message'>(91)];
  show([question, { ...answer, versions }]);
  expect(screen.getByText('Version 2 of 3')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Next version' }));
  expect(verbs()).toEqual([{ verb: 'showVersion', args: [versions[2]] }]);
});

test('editing a message sends a new one beside it', async () => {
  show([question, answer]);
  fireEvent.click(screen.getByRole('button', { name: 'Edit message' }));
  const editor = screen.getByRole('textbox', { name: 'Edit message' });
  fireEvent.input(editor, { target: { value: 'How many flats?' } });
  fireEvent.keyDown(editor, { key: 'Enter', ctrlKey: true });
  await expect.poll(() => screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull();
  expect(verbs()).toEqual([
    {
      verb: 'sendMessage',
      args: [{ conversation: ids.conversation, agent: ids.agent, text: 'How many flats?', instead: question.row.id }],
    },
  ]);
});

test('an error is a sentence with the place where it is mended, never a code', async () => {
  const error = { code: 'wrong-key', retryable: false, parameters: { host: 'api.example.org' } } as const;
  show([question], { trouble: { run: ids.run, error } });
  expect(await screen.findByText(/does not accept this key/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open connections' }).getAttribute('href')).toBe('#/settings/connections');
  expect(document.body.textContent).not.toContain('wrong-key');
});

test('without credit the card leads to where some is added, and to the other models', async () => {
  const error = { code: 'no-credit', retryable: false, parameters: { host: 'api.anthropic.com' } } as const;
  show([question], { trouble: { run: ids.run, error } });
  const way = await screen.findByRole('link', { name: 'Where to add credit' });
  expect(way.getAttribute('href')).toBe('out.html#https://platform.claude.com/settings/billing');
  expect(screen.getByRole('button', { name: 'Choose a model for this conversation' })).toBeTruthy();
});

test('a run that waits for the keys leads to where they are unlocked', () => {
  show([question], { run: run({ is: 'waiting', for: 'key-locked' }), waiting: [id(1), id(2)] });
  expect(screen.getByText('waiting for your keys')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Unlock' }).getAttribute('href')).toBe('#/unlock');
  expect(screen.getByText('2 messages are queued')).toBeTruthy();
});

test('offline is told, and writing goes on', () => {
  doors.status({ online: false });
  show([question, answer]);
  expect(screen.getByText(/Offline. What you send is kept/)).toBeTruthy();
  expect(screen.getByRole('textbox', { name: 'Message to Maren' })).toBeTruthy();
});

test('a conversation that is not there says so and leads to the list', () => {
  doors.answer('conversation', () => undefined);
  doors.answer('transcript', () => ({ messages: [], more: false }));
  render(<Conversation />);
  expect(screen.getByText('This conversation is no longer here')).toBeTruthy();
});

test('ten thousand messages open with the last page, and few of them are in the DOM', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    message(index, index % 2 === 0 ? 'user' : 'agent', `Text ${index}`, index % 2 === 0 ? {} : { cost: 1 }),
  );
  const { container } = show(many);
  expect(screen.getByText('Text 9999')).toBeTruthy();
  expect(container.querySelectorAll('[data-turn]').length).toBeLessThanOrEqual(50);
});

test('tool calls are lines that unfold to input and result', () => {
  show([
    question,
    message(1, 'agent', [{ kind: 'tool-call', call: 'c', name: 'calculate', input: { expression: '6*7' } }], {
      run: ids.run,
    }),
    message(2, 'tool', [{ kind: 'tool-result', call: 'c', name: 'calculate', output: '42' }], { run: ids.run }),
  ]);
  const line = screen.getByText('Calculate').closest('details');
  expect(line?.textContent).toContain('6*7');
  expect(line?.textContent).toContain('42');
});

test('a call whose run was stopped before it is not called running', () => {
  const asked = { kind: 'tool-call', call: 'c', name: 'calculate', input: { expression: '6*7' } } as const;
  show([question, message(1, 'agent', [asked], { run: ids.run, stop: 'tool-calls' })]);
  const line = screen.getByText('6*7').closest('summary');
  expect(line?.textContent).toContain('not carried out');
  expect(line?.textContent).not.toContain('running');
});

test('a run that waits for another day says which, not only the hour', () => {
  vi.useFakeTimers({ now: noon, toFake: ['Date'] });
  const later = noon + 6 * 86_400_000;
  show([question], { run: run({ is: 'waiting', for: 'budget', until: later }) });
  expect(screen.getByText(new RegExp(`until ${shortDay(later)}$`))).toBeTruthy();
  vi.useRealTimers();
});

test('the pseudo-locale finds no text that was written into a component', async () => {
  await speak('pseudo');
  show([question, answer], { run: run({ is: 'waiting', for: 'rate', until: noon }), waiting: [id(1)] });
  const buttons = screen.getAllByRole('button').map(button => button.getAttribute('aria-label') ?? button.textContent);
  for (const label of buttons) expect(label).toMatch(/⟦|^model-one/);
  await speak('en');
});

test('what was left unsent stands in the field again', () => {
  doors.answer('unsent', place => (place === ids.conversation ? 'half a thought' : ''));
  show([question, answer]);
  expect(screen.getByRole('textbox', { name: 'Message to Maren' })).toHaveProperty('value', 'half a thought');
});

test('what is written on another branch is told and can be shown, and its text is not taken for this one', async () => {
  const other = { ...run({ is: 'running', epoch: 1 }), id: id<'run'>(77) };
  show([question], { elsewhere: [other] });
  await act(() => doors.draft(ids.conversation, { ...draft('Not here'), run: other.id }));
  expect(screen.queryByText('Not here')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
  expect(verbs()).toEqual([{ verb: 'showRun', args: [other.id] }]);
  expect(screen.queryByRole('button', { name: /^Stop/ })).toBeNull();

  await act(() => doors.answer('conversation', () => detail({ run: other })));
  expect(screen.getByText('Not here')).toBeTruthy();
});

test('editing what nobody has read yet says that it takes its place', () => {
  show([question], { waiting: [question.row.id] });
  fireEvent.click(screen.getByRole('button', { name: 'Edit message' }));
  expect(screen.getByText(/takes its place/)).toBeTruthy();
});

test('long text that comes in one piece over a message counts as foreign, what stood there does not', async () => {
  const own = 'w'.repeat(3_000);
  show([message(0, 'user', own)]);
  doors.on('sendMessage', async () => ({ conversation: ids.conversation, task: id(6), message: id(9), run: ids.run }));
  for (const text of [`${own} and more`, 'x'.repeat(6_000)]) {
    fireEvent.click(screen.getByRole('button', { name: 'Edit message' }));
    const editor = screen.getByRole('textbox', { name: 'Edit message' });
    fireEvent.input(editor, { target: { value: text } });
    fireEvent.keyDown(editor, { key: 'Enter', ctrlKey: true });
    await expect.poll(() => screen.queryByRole('textbox', { name: 'Edit message' })).toBeNull();
  }
  const sent = verbs().map(({ args: [given] }) => Object(given).pasted);
  expect(sent).toEqual([undefined, true]);
});
