import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TranscriptMessage } from '../../../src/domain/conversation';
import { go } from '../../../src/state/place';
import type { ConversationDetail, FileView } from '../../../src/storage/queries';
import { Conversation } from '../../../src/ui/conversation/conversation';
import { Unlock } from '../../../src/ui/unlock/unlock';
import { request, writing } from '../requests';
import { detail, draft, id, ids, message, noon, run } from './rows';
import { openTestDoors, type TestDoors } from './test-doors';

// The cards' chunk is compiled when it is first shown.
configure({ asyncUtilTimeout: 8_000 });

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'conversation', id: ids.conversation }, 'replace');
});
afterEach(cleanup);

const question = message(0, 'user', 'How many houses?');
const answer = message(1, 'agent', 'About 46,900.', { cost: 210_000_000, stop: 'end', model: 'model-one' });

function show(messages: TranscriptMessage[], fields: Partial<ConversationDetail> = {}) {
  doors.answer('conversation', () => detail(fields));
  doors.answer('transcript', (_, limit) => ({ messages: messages.slice(-limit), more: messages.length > limit }));
  return render(<Conversation />);
}

const quiet = new Set(['quote', 'markRead', 'keepUnsent']);
const verbs = () => doors.written.filter(({ verb }) => !quiet.has(verb));

test('what is written while a run goes on steers it, and is marked until it was read', async () => {
  const steering = message(2, 'user', 'In words, please.');
  const going = { ...run({ is: 'running', epoch: 1 }), steering: [steering.row.id] };
  show([question, steering], { run: going });
  expect(screen.getByText('read at the next step')).toBeTruthy();
  const field = screen.getByRole('textbox', { name: 'Message to Maren' });
  fireEvent.input(field, { target: { value: 'And short.' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await expect.poll(() => (field as HTMLTextAreaElement).value).toBe('');
  expect(verbs()).toEqual([
    { verb: 'steer', args: [ids.run, 'And short.', { pasted: false, from: ids.conversation }] },
  ]);
  await act(() => doors.answer('conversation', () => detail({ run: { ...going, steering: [] } })));
  expect(screen.queryByText('read at the next step')).toBeNull();
});

test('an answer that a key lock cut short is gone on with once the keys are open, and asks for no unlock', async () => {
  const cut = message(1, 'agent', 'About', { cut: 'failed' });
  const error = { code: 'vault-locked', retryable: false, parameters: {} } as const;
  show([question, cut], { trouble: { run: ids.run, error } });
  await screen.findByText('The keys were locked meanwhile. They are open again.');
  expect(screen.queryByRole('link', { name: 'Unlock' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(verbs().map(({ verb }) => verb)).toEqual(['continueAnswer']);
});

test('a run is paused and resumed beside Stop', async () => {
  show([question], { run: run({ is: 'running', epoch: 1 }) });
  fireEvent.click(screen.getByRole('button', { name: 'Pause (P)' }));
  await act(() => doors.answer('conversation', () => detail({ run: run({ is: 'waiting', for: 'paused' }) })));
  expect(screen.getByText('paused by you')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
  expect(verbs().map(({ verb }) => verb)).toEqual(['pause', 'resume']);
});

test('long pasted text is told to count as foreign, and is sent as such', async () => {
  show([question, answer]);
  const field = screen.getByRole('textbox', { name: 'Message to Maren' });
  const long = 'x'.repeat(2_001);
  fireEvent.paste(field, { clipboardData: { getData: () => long } });
  fireEvent.input(field, { target: { value: long } });
  await screen.findByText(/counts as foreign/);
  doors.on('sendMessage', async () => ({ conversation: ids.conversation, task: id(6), message: id(9), run: ids.run }));
  fireEvent.keyDown(field, { key: 'Enter' });
  await expect.poll(() => (field as HTMLTextAreaElement).value).toBe('');
  expect(verbs()[0]?.args[0]).toMatchObject({ text: long, pasted: true });
});

test('a page that the device had stopped says since when, while its run goes on', async () => {
  show([question], { run: run({ is: 'running', epoch: 1 }) });
  await act(() => doors.froze({ from: noon, to: noon + 3_600_000 }));
  expect(
    screen.getByText(/^Your device paused it at \d\d:\d\d\. It has been running again since \d\d:\d\d\.$/),
  ).toBeTruthy();
});

test('a call that waits says so on its line, and a decided one what was said; a written file is a way to it', async () => {
  const waiting = request(1, 'approval', writing('a.md', 'x'), { call: 'one' });
  const told = request(2, 'approval', writing('b.md', 'y'), { call: 'two', status: 'used', answer: 'edited' });
  const file = id<'artifact'>(70);
  doors.answer('requests', () => [waiting, told]);
  const shownFiles: FileView[] = [
    {
      row: {
        id: file,
        v: 1,
        at: noon,
        born: '',
        size: 1_200,
        type: 'text/plain',
        changedAt: noon,
        conversation: ids.conversation,
        current: id(71),
        body: { path: 'b.md' },
      },
      current: { id: id(71), v: 1, at: noon, born: '', artifact: file, payload: '', size: 1, type: '', by: 'agent' },
    },
  ];
  doors.answer('files', () => shownFiles);
  const call = (name: string, path: string) =>
    ({ kind: 'tool-call', call: name, name: 'write_file', input: { path, content: 'x' } }) as const;
  show(
    [
      question,
      message(1, 'agent', [call('two', 'b.md'), call('one', 'a.md')], { run: ids.run }),
      message(2, 'tool', [{ kind: 'tool-result', call: 'two', name: 'write_file', output: 'Wrote b.md' }], {
        run: ids.run,
      }),
    ],
    { run: run({ is: 'waiting', for: 'approval' }) },
  );
  expect(screen.getByText('waits for you')).toBeTruthy();
  expect(screen.getByText('you edited')).toBeTruthy();
  const link = screen.getByRole('link', { name: 'b.md' });
  expect(link.getAttribute('href')).toBe(`#/file/${file}`);
  await screen.findByRole('region', { name: 'Maren wants to write a.md' });

  // A click opens it over or beside the conversation, as it is now; Ctrl and a click leave the link to the browser.
  const [view] = shownFiles;
  if (!view) throw new Error('no file');
  doors.answer('file', () => ({ ...view, revisions: [view.current] }));
  doors.answer('revisionText', () => 'As it is now.');
  fireEvent.click(link, { ctrlKey: true });
  expect(screen.queryByText('As it is now.')).toBeNull();
  fireEvent.click(link);
  expect(await screen.findByText('As it is now.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Version 1' }).getAttribute('href')).toBe(`#/file/${file}`);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText('As it is now.')).toBeNull();
});

test('a quote takes what is selected in the answer, else all of it, after what is written already', () => {
  show([question, answer]);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Maren' });
  fireEvent.input(field, { target: { value: 'Why?' } });
  getSelection()?.removeAllRanges();
  fireEvent.click(screen.getByRole('button', { name: 'Quote' }));
  expect(field.value).toBe('Why?\n\n> About 46,900.\n\n');
  expect(document.activeElement).toBe(field);
  const words = screen.getByText('About 46,900.').firstChild;
  if (!words) throw new Error('no words');
  getSelection()?.setBaseAndExtent(words, 6, words, 12);
  fireEvent.click(screen.getByRole('button', { name: 'Quote' }));
  expect(field.value).toBe('Why?\n\n> About 46,900.\n\n> 46,900\n\n');
});

test.each([
  ['waits', { is: 'waiting', for: 'agent' }],
  ['waits', { is: 'waiting', for: 'approval' }],
  ['waits', { is: 'queued' }],
  ['running', { is: 'running', epoch: 1 }],
  ['not carried out', { is: 'cancelled' }],
] as const)('a call without a result says “%s” while its run is %o', (word, status) => {
  const asked = { kind: 'tool-call', call: 'one', name: 'calculate', input: { expression: '6 * 7' } } as const;
  show([question, message(1, 'agent', [asked], { run: ids.run })], { run: run(status) });
  const line = screen.getByText('Calculate').closest('summary');
  expect(within(line ?? document.body).getByText(word)).toBeTruthy();
});

test('a call that is still being written does not run yet', async () => {
  const unparsed = '{"content":"said \\"so", "path": "notes/a.md", "cont';
  const asked = { kind: 'tool-call', call: 'one', name: 'write_file', input: {}, unparsed } as const;
  show([question], { run: run({ is: 'running', epoch: 1 }) });
  await act(() => doors.draft(ids.conversation, draft('', { parts: [asked] })));
  const line = screen.getByText('Write a file').closest('summary');
  expect(within(line ?? document.body).getByText('writing')).toBeTruthy();
  expect(within(line ?? document.body).getByText('notes/a.md')).toBeTruthy();
});

test('who waits for keys is led to what is locked, or to where a key that is gone is pasted again', async () => {
  show([question], { run: run({ is: 'waiting', for: 'key-locked' }) });
  expect(screen.getByRole('link', { name: 'Unlock' }).getAttribute('href')).toBe('#/unlock');
  await act(() => doors.vault('absent'));
  const again = screen.getByRole('link', { name: 'Paste the key again' });
  expect(again.getAttribute('href')).toBe('#/settings/connections');
  cleanup();
  render(<Unlock />);
  expect(screen.getByRole('heading', { name: 'No key is kept here' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open connections' }).getAttribute('href')).toBe('#/settings/connections');
});

test('what nobody knows of waits for the user’s word', () => {
  const asked = { kind: 'tool-call', call: 'one', name: 'write_file', input: { path: 'a.md' } } as const;
  doors.answer('requests', () => [request(1, 'outcome', writing('a.md', 'x'), { call: 'one' })]);
  show([question, message(1, 'agent', [asked], { run: ids.run })], { run: run({ is: 'needs-decision' }) });
  expect(screen.getByText('waits for you')).toBeTruthy();
});

test('what comes in one piece without being pasted was not typed either; what is typed was', async () => {
  show([question, answer]);
  const field = screen.getByRole('textbox', { name: 'Message to Maren' });
  fireEvent.input(field, { target: { value: 'x'.repeat(1_900) } });
  fireEvent.input(field, { target: { value: 'x'.repeat(2_001) } });
  expect(screen.queryByText(/counts as foreign/)).toBeNull();
  fireEvent.input(field, { target: { value: 'x'.repeat(4_002) } });
  await screen.findByText(/counts as foreign/);
  fireEvent.input(field, { target: { value: 'short again' } });
  await expect.poll(() => screen.queryByText(/counts as foreign/)).toBeNull();
});
