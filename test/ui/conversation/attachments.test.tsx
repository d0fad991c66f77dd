import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelAbilities } from '../../../src/domain/connection';
import { go } from '../../../src/state/place';
import { toasts } from '../../../src/state/toasts';
import type { AttachmentRow } from '../../../src/storage/queries';
import { Conversation } from '../../../src/ui/conversation/conversation';
import { detail, id, ids, message, noon } from './rows';
import { openTestDoors, type TestDoors } from './test-doors';

// What shows files is compiled when it is first shown.
configure({ asyncUtilTimeout: 8_000 });

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
  go({ at: 'conversation', id: ids.conversation });
});
afterEach(cleanup);

const picture = new File(['x'], 'plan.png', { type: 'image/png' });
const document = new File(['x'], 'terms.pdf', { type: 'application/pdf' });
const waiting: AttachmentRow = {
  id: id<'attachment'>(7),
  place: ids.conversation,
  at: noon,
  payload: 'p',
  body: {
    file: { kind: 'file', payload: 'p', type: 'application/pdf', name: 'terms.pdf', size: 9_000, pages: 12 },
  },
};

/** A conversation whose next message goes to a model of these abilities, with files that wait. */
function show(abilities: ModelAbilities, files: AttachmentRow[] = []) {
  const choice = { connection: ids.connection, model: 'model-one' };
  doors.answer('conversation', () => detail({ model: choice, simulated: false }));
  doors.answer('transcript', () => ({ messages: [message(0, 'user', 'Hello')], more: false }));
  doors.answer('models', () => [
    { connection: ids.connection, info: { id: 'model-one', name: 'Model one', ...abilities } },
  ]);
  doors.answer('attachments', () => files);
  doors.on('quote', () => Promise.resolve({}));
  return render(<Conversation />);
}

const field = () => screen.getByRole('textbox', { name: /^Message to / });
const paste = (files: File[], texts: Record<string, string> = {}) =>
  fireEvent.paste(field(), {
    clipboardData: { files, types: [...Object.keys(texts), 'Files'], getData: (type: string) => texts[type] ?? '' },
  });
const attached = () => doors.written.filter(({ verb }) => verb === 'attach').map(({ args }) => args.at(-1));
const said = () => toasts.value.map(({ text }) => text);

test('a model that reads no files offers no button, and what is pasted is told apart', async () => {
  show({ images: false, pdfs: false });
  expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull();
  await act(() => void paste([picture, document]));
  expect(said()).toEqual(['model-one does not read pictures.', 'model-one does not read PDFs.']);
  expect(attached()).toEqual([]);
});

test('what a model reads is taken in the order it came; formatted text with a picture of itself stays text', async () => {
  show({ images: true, pdfs: true });
  expect(screen.getByRole('button', { name: 'Attach files' })).toBeTruthy();
  await act(() => void paste([picture, document]));
  await expect.poll(attached).toEqual(['plan.png', 'terms.pdf']);
  await act(() => void paste([picture], { 'text/html': '<b>1</b>', 'text/plain': '1' }));
  expect(attached()).toHaveLength(2);
});

test('a file dropped anywhere comes along instead of taking the place of the app', async () => {
  await act(() => void show({ images: true }));
  const dragged = (type: string) =>
    Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
      dataTransfer: { types: ['Files'], files: [picture] },
    });
  for (const event of [dragged('dragover'), dragged('drop')]) {
    await act(() => void window.document.body.dispatchEvent(event));
    expect(event.defaultPrevented).toBe(true);
  }
  expect(attached()).toEqual(['plan.png']);
});

test('a file needs no words to be sent, and can be taken out and put back', async () => {
  show({ images: true, pdfs: true }, [waiting]);
  await screen.findByText('terms.pdf');
  expect(screen.getByText(/^12 pages/)).toBeTruthy();
  await act(() => void fireEvent.click(screen.getByRole('button', { name: 'Remove terms.pdf' })));
  await expect.poll(said).toContain('terms.pdf was removed.');
  await act(() => toasts.value.at(-1)?.undo?.());
  await act(() => void fireEvent.click(screen.getByRole('button', { name: 'Send' })));
  const verbs = doors.written
    .map(({ verb }) => verb)
    .filter(verb => !['quote', 'markRead', 'keepUnsent'].includes(verb));
  expect(verbs).toEqual(['detach', 'reattach', 'sendMessage']);
});
