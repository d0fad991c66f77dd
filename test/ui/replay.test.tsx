import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actions } from '../../src/state/actions';
import { go, place } from '../../src/state/place';
import { dismiss, toasts } from '../../src/state/toasts';
import type { Beginning, Replay as ReplayRows, ReplayStep, RunView } from '../../src/storage/queries';
// Fetched when a step is shown: a loaded machine takes longer than a test waits.
import '../../src/ui/replay/message-view';
import '../../src/ui/replay/request-view';
import { Replay } from '../../src/ui/replay/replay';
import { id, ids, noon, run } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';
import { request, writing } from './requests';
import { connectionView } from './stand-in';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'run', id: ids.run }, 'replace');
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const text = (said: string) => ({ parts: [{ kind: 'text' as const, text: said }] });
const asked = request(1, 'approval', writing('a.md', 'new', 'old'));
const steps: ReplayStep[] = [
  {
    kind: 'model-call',
    act: id<'act'>(50),
    at: noon,
    duration: 1_200,
    cost: 4_000_000,
    attempt: 2,
    status: 'succeeded',
    model: 'model-one',
    window: 3,
    saw: [text('How many houses?')],
    said: {
      parts: [{ kind: 'tool-call', call: 'c', name: 'write_file', input: { path: 'a.md', content: 'new' } }],
    },
    message: id<'message'>(101),
    proven: true,
  },
  { kind: 'request', at: noon, status: 'approved', saw: [], request: { row: asked.row, body: asked.body } },
  {
    kind: 'tool-call',
    act: id<'act'>(51),
    at: noon,
    status: 'failed',
    tool: 'built-in/write_file',
    error: { code: 'tool-failed', retryable: false, parameters: { tool: 'write_file' } },
    saw: [],
  },
  {
    kind: 'tool-call',
    act: id<'act'>(52),
    at: noon,
    status: 'rejected',
    reason: 'Not that file.',
    tool: 'built-in/write_file',
    said: {
      parts: [
        { kind: 'tool-result', call: 'c', name: 'write_file', output: 'The user did not allow this.', isError: true },
      ],
    },
    saw: [],
  },
  { kind: 'end', at: noon, status: 'succeeded', saw: [] },
];
const view = (number: number, cost: number, result: string): RunView => ({
  row: { ...run({ is: 'succeeded' }), id: id<'run'>(number), cost },
  result,
  time: 1_500,
});
const replay = (number: number, cost: number, result: string): ReplayRows => ({
  run: view(number, cost, result),
  title: 'Count the houses',
  agentName: 'Maren',
  steps,
  transcriptOnly: false,
});

function show() {
  doors.answer('replay', wanted =>
    wanted === ids.run ? replay(4, 9_000_000_000, 'Many houses.') : replay(5, 2_000_000_000, 'Few houses.'),
  );
  doors.answer('runs', () => [view(5, 2_000_000_000, ''), view(4, 9_000_000_000, '')]);
  return render(<Replay />);
}
const press = (key: string) => act(() => actions.value.find(action => action.key === key)?.do());

test('a step tells what the model saw anew, what it said, what it took and cost', async () => {
  show();
  expect(screen.getByText(/nothing is called or paid/)).toBeTruthy();
  const step = screen.getByRole('article');
  expect(within(step).getByRole('heading', { name: 'Asked model-one' })).toBeTruthy();
  expect(within(step).getByText('1.2 sec')).toBeTruthy();
  expect(within(step).getByText('$0.004')).toBeTruthy();
  expect(within(step).getByText('3 messages')).toBeTruthy();
  expect(within(step).getByText('the very one its intent was written for')).toBeTruthy();
  await within(step).findByText('How many houses?');
  // Told of a time before its result: it does not run now.
  await within(step).findByText('Write a file');
  expect(within(step).queryByText('running')).toBeNull();
});

test('keys, buttons and the slider step through it and stop at its ends', async () => {
  show();
  await press('k');
  expect(screen.getByRole('heading', { name: 'Asked model-one' })).toBeTruthy();
  await press('j');
  expect(screen.getByRole('heading', { name: 'You approved' })).toBeTruthy();
  const diff = await screen.findByRole('region', { name: 'What would change' });
  expect(diff.querySelector('ins')?.textContent).toBe('new');
  fireEvent.click(screen.getByRole('button', { name: 'Next step' }));
  expect(screen.getByText('The tool write_file failed.')).toBeTruthy();
  fireEvent.input(screen.getByRole('slider', { name: 'Step' }), { target: { value: '5' } });
  await press('j');
  expect(screen.getByRole('heading', { name: 'Finished' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Next step' })).toHaveProperty('disabled', true);
});

test('a call that the user rejected has not failed: who rejected it, and why, is told', async () => {
  show();
  fireEvent.input(screen.getByRole('slider', { name: 'Step' }), { target: { value: '4' } });
  const step = screen.getByRole('article');
  expect(within(step).getByText('You rejected it: “Not that file.”')).toBeTruthy();
  await within(step).findByText('The user did not allow this.');
  expect(step.textContent).not.toContain('failed');
  expect(within(step).getAllByText('rejected by you')).toHaveLength(2);
  expect(screen.getByRole('button', { name: /^rejected by you/ })).toBeTruthy();
});

test('a fork from a step goes on from its message with another model', async () => {
  doors.on('fork', async () => ({ conversation: ids.conversation, task: id(6), message: id(9), run: id(10) }));
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Fork from here' }));
  const dialog = await screen.findByRole('dialog', { name: 'Run it again from here' });
  expect(within(dialog).queryByRole('textbox', { name: 'Your message instead' })).toBeNull();
  fireEvent.input(within(dialog).getByRole('combobox', { name: 'Model' }), { target: { value: 'model-two' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Fork' }));
  await expect.poll(() => place.value).toEqual({ at: 'conversation', id: ids.conversation });
  expect(doors.written.filter(({ verb }) => verb === 'fork').map(({ args }) => args[0])).toEqual([
    { run: ids.run, from: id(101), model: { connection: ids.connection, model: 'model-two' } },
  ]);
});

test('a fork with a model that two connections have goes over the one that was picked', async () => {
  doors.on('fork', async () => ({ conversation: ids.conversation, task: id(6), message: id(9), run: id(10) }));
  const [first, second] = [connectionView('1', 'openai'), connectionView('2', 'custom')];
  doors.answer('connections', () => [first, second]);
  doors.answer('models', () =>
    [first, second].map(({ row }) => ({ connection: row.id, info: { id: 'model-two', name: 'Two' } })),
  );
  show();
  fireEvent.click(screen.getByRole('button', { name: 'Fork from here' }));
  const dialog = await screen.findByRole('dialog', { name: 'Run it again from here' });
  fireEvent.focus(within(dialog).getByRole('combobox', { name: 'Model' }));
  const options = await within(dialog).findAllByRole('option');
  fireEvent.mouseDown(options[1] ?? dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Fork' }));
  await expect
    .poll(() => doors.written.find(({ verb }) => verb === 'fork')?.args[0])
    .toMatchObject({
      model: { connection: second.row.id, model: 'model-two' },
    });
});

test('a run is saved as Markdown and as spans', async () => {
  doors.on('exportRun', async (_, format) => new Blob([format]));
  show();
  fireEvent.click(screen.getByRole('menuitem', { name: 'As Markdown', hidden: true }));
  fireEvent.click(screen.getByRole('menuitem', { name: /OpenTelemetry/, hidden: true }));
  await expect
    .poll(() => doors.downloaded.map(({ name }) => name.replace(/^run-[^.]+/, '')))
    .toEqual(['.md', '.otlp.json']);
});

test('two runs stand side by side with what each answered, cost and took', async () => {
  go({ at: 'run', id: ids.run, beside: id<'run'>(5) }, 'replace');
  const { container } = show();
  const [one, other] = Array.from(container.querySelectorAll('section[aria-label]'));
  await expect.poll(() => one?.textContent).toContain('Many houses.');
  expect(one?.textContent).toContain('$9.00 $7.00 more');
  expect(other?.textContent).toContain('Few houses.');
  expect(other?.textContent).toContain('$2.00 $7.00 less');
});

test('two runs side by side say what they began with that differed, and where they went apart', () => {
  go({ at: 'run', id: ids.run, beside: id<'run'>(5) }, 'replace');
  const listed = () => screen.getAllByRole('listitem').map(item => item.textContent);
  show();
  expect(listed()).toEqual(['Nothing: they began the same and went the same way.']);
  cleanup();

  const one = replay(4, 0, '');
  const { row } = one.run;
  const model = { ...row.body.model, model: 'model-two' };
  const changed = { ...row, id: id<'run'>(5), message: id<'message'>(9), instructions: id<'instructions'>(9) };
  const other: ReplayRows = {
    ...one,
    run: { ...one.run, row: { ...changed, body: { model } } },
    steps: steps.map((step, index) => (index === 0 ? { ...step, at: noon + 1, cost: 1, model: 'model-two' } : step)),
  };
  const began = [`The model: ${row.body.model.model} here, model-two there.`, 'The instructions.', 'Your message.'];
  doors.answer('replay', wanted => (wanted === ids.run ? one : other));
  render(<Replay />);
  expect(listed(), 'what a step cost is no difference in what it did').toEqual(began);
  cleanup();

  doors.answer('replay', wanted => (wanted === ids.run ? one : { ...other, steps: other.steps.slice(0, 2) }));
  render(<Replay />);
  expect(listed()).toEqual([...began, 'They went apart at step 3.']);
});

test('two runs side by side say how their agent was set up that differed, and what is not known any more', () => {
  go({ at: 'run', id: ids.run, beside: id<'run'>(5) }, 'replace');
  const listed = () => screen.getAllByRole('listitem').map(item => item.textContent);
  const first = { instructions: 'a', version: 1, maxOutput: 8_000, tools: ['calculate', 'now'], window: 1, body: '1' };
  const told = (began: Beginning | undefined, transcriptOnly = false) => {
    const one = { ...replay(4, 0, ''), began: first };
    const other = { ...replay(5, 0, ''), ...(began && { began }), transcriptOnly };
    doors.answer('replay', wanted => (wanted === ids.run ? one : other));
    cleanup();
    render(<Replay />);
    return listed();
  };
  expect(
    told({ instructions: 'b', version: 3, effort: 'high', maxOutput: 200, tools: ['now'], window: 5, body: '2' }),
  ).toEqual([
    'The instructions: version 1 here, version 3 there.',
    'The effort: the model’s own here, high there.',
    'The longest answer: 8,000 tokens here, 200 there.',
    'A tool it had only here: Calculate.',
    'What the model was shown first: 1 message here, 5 there.',
  ]);
  expect(told({ ...first, body: '2' })).toEqual([expect.stringMatching(/^Something else in the first request/)]);
  expect(told(undefined, true)).toEqual([expect.stringMatching(/was dropped after its time/)]);
  expect(told(first)).toEqual(['Nothing: they began the same and went the same way.']);
});

test('where what the model saw was dropped after its time, that is said', () => {
  doors.answer('replay', () => ({ ...replay(4, 0, ''), transcriptOnly: true }));
  render(<Replay />);
  expect(screen.getByText(/was dropped after its time/)).toBeTruthy();
});

test('what the user was asked is told by its title, also where nothing else was shown', async () => {
  const seen = async (...given: Parameters<typeof request>) => {
    const { row, body } = request(...given);
    const step: ReplayStep = { kind: 'request', at: noon, status: 'approved', saw: [], request: { row, body } };
    doors.answer('replay', () => ({ ...replay(4, 0, ''), steps: [step] }));
    cleanup();
    render(<Replay />);
    return (await screen.findByRole('region', { name: 'What you were shown' })).textContent;
  };
  expect(await seen(1, 'loop', { count: 5 })).toContain('Maren has done the same 5 times');
  expect(await seen(2, 'limit', { count: 2, minutes: 31 })).toContain('Maren has worked for 31 minutes');
  // The card is dropped with what the model saw.
  const dropped = 'The rest of what was shown was dropped after its time.';
  expect(await seen(3, 'loop', {})).toContain(`Maren went in circles${dropped}`);
  expect(await seen(4, 'limit', {})).toContain(`Maren had been at it for long${dropped}`);
  expect(await seen(5, 'budget', {})).toContain(`The next step of Maren did not fit a budget${dropped}`);
  expect(await seen(6, 'approval', {}, { tool: 'built-in/write_file' })).toContain(
    `Maren wants to use “Write files”${dropped}`,
  );
});

test('notes in place of older messages are told as notes, when they were taken and when they were seen', async () => {
  const notes = text('The user counts houses.');
  const compaction: ReplayStep = {
    kind: 'compaction',
    act: id<'act'>(52),
    at: noon,
    status: 'succeeded',
    saw: [],
    said: notes,
  };
  const call: ReplayStep = {
    kind: 'model-call',
    act: id<'act'>(53),
    at: noon,
    status: 'succeeded',
    saw: [notes, text('And now?')],
  };
  doors.answer('replay', () => ({ ...replay(4, 0, ''), steps: [compaction, call] }));
  render(<Replay />);
  expect(screen.getByRole('region', { name: 'Notes in place of what is above' })).toBeTruthy();
  await act(() => actions.value.find(action => action.key === 'j')?.do());
  const seen = await screen.findByRole('region', { name: /^New to the model/ });
  const line = await within(seen).findByText('From here the model sees notes instead of what is above');
  expect(line.closest('details')?.textContent).toContain('The user counts houses.');
  expect(within(seen).getByText('And now?').closest('details')).toBeNull();
});
