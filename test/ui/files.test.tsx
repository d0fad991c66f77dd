import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { RevisionRow } from '../../src/domain/artifact';
import { go, place } from '../../src/state/place';
import { dismiss, toasts } from '../../src/state/toasts';
import type { FileDetail } from '../../src/storage/queries';
import { Files } from '../../src/ui/files/files';
import { id, noon } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';

let doors: TestDoors;
const file = id<'artifact'>(70);

beforeEach(() => {
  doors = openTestDoors();
});
afterEach(() => {
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

const revision = (number: number, fields: Partial<RevisionRow> = {}): RevisionRow => ({
  id: id<'revision'>(400 + number),
  v: 1,
  at: noon,
  born: '',
  artifact: file,
  payload: '',
  size: 1_200,
  type: 'text/plain',
  by: 'agent',
  ...fields,
});
const first = revision(1);
const second = revision(2, { parent: first.id, by: 'user' });
const texts = new Map<string, string>([
  [first.id, 'one\ntwo\n'],
  [second.id, 'one\nthree\n'],
]);
const detail: FileDetail = {
  row: {
    id: file,
    v: 1,
    at: noon,
    born: '',
    size: 1_200,
    type: 'text/plain',
    changedAt: noon,
    current: second.id,
    body: { path: 'notes/a.txt' },
  },
  current: second,
  revisions: [second, { ...first, agentName: 'Maren' }],
};

function open() {
  go({ at: 'file', id: file }, 'replace');
  doors.answer('files', () => [detail]);
  doors.answer('file', () => detail);
  doors.answer('revisionText', wanted => texts.get(wanted));
  render(<Files />);
}
const written = (verb: string) => doors.written.filter(one => one.verb === verb).map(({ args }) => args);

test('without files it says what will stand here, and lets one be written', async () => {
  go({ at: 'files' }, 'replace');
  doors.answer('files', () => []);
  doors.on('saveFile', async () => file);
  render(<Files />);
  expect(screen.getByRole('heading', { level: 1, name: 'No files yet' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'New file' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save' }));
  await screen.findByText('Give it a path.');
  fireEvent.input(screen.getByRole('textbox', { name: 'Path' }), { target: { value: ' notes/b.md ' } });
  fireEvent.input(screen.getByRole('textbox', { name: 'Text' }), { target: { value: '# B' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => place.value).toEqual({ at: 'file', id: file });
  expect(written('saveFile')).toEqual([['notes/b.md', '# B', { pasted: false, isNew: true }]]);
});

test('what is pasted over as much that was typed into a new file counts as pasted', async () => {
  go({ at: 'files' }, 'replace');
  doors.answer('files', () => []);
  doors.on('saveFile', async () => file);
  render(<Files />);
  fireEvent.click(screen.getByRole('button', { name: 'New file' }));
  fireEvent.input(await screen.findByRole('textbox', { name: 'Path' }), { target: { value: 'c.md' } });
  const text = screen.getByRole('textbox', { name: 'Text' });
  for (const length of [1_000, 2_000, 3_000]) fireEvent.input(text, { target: { value: 'a'.repeat(length) } });
  const foreign = 'b'.repeat(3_000);
  fireEvent.paste(text, { clipboardData: { getData: () => foreign } });
  fireEvent.input(text, { target: { value: foreign } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => written('saveFile')).toEqual([['c.md', foreign, { pasted: true, isNew: true }]]);
});

test('the list names each file with who changed it last', () => {
  go({ at: 'files' }, 'replace');
  doors.answer('files', () => [detail]);
  render(<Files />);
  const line = screen.getByRole('listitem');
  expect(within(line).getByRole('link', { name: 'notes/a.txt' }).getAttribute('href')).toBe(`#/file/${file}`);
  expect(line.textContent).toContain('you, ');
  expect(line.textContent).toContain('1.2 kB');
});

test('the list says where it ends before the last file, and goes on', async () => {
  go({ at: 'files' }, 'replace');
  const all = Array.from({ length: 205 }, (_, at) => ({
    ...detail,
    row: { ...detail.row, id: id<'artifact'>(1_000 + at), body: { path: `notes/${at}.txt` } },
  }));
  doors.answer('files', which => all.slice(0, which?.limit));
  render(<Files />);
  expect(screen.getAllByRole('listitem')).toHaveLength(200);
  expect(screen.getByText('The first 200 files by path, every version kept.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
  await expect.poll(() => screen.getAllByRole('listitem').length).toBe(205);
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(screen.getByText('205 files, every version kept.')).toBeTruthy();
});

test('a file shows its text, what a version changed, and an older one that can be put on show', async () => {
  open();
  await screen.findByText(/three/);
  fireEvent.click(screen.getByText('Changes'));
  const diff = await screen.findByRole('region', { name: 'What Version 2 changed' });
  expect(diff.querySelector('del')?.textContent).toBe('two');
  expect(diff.querySelector('ins')?.textContent).toBe('three');
  fireEvent.click(screen.getByRole('button', { name: /^Version 1/ }));
  expect(screen.getByText(/You are looking at Version 1/)).toBeTruthy();
  expect(screen.getByText('This is the first version: all of it is new.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Make this the current version' }));
  expect(written('restoreRevision')).toEqual([[first.id]]);
});

test('what is edited by hand is saved as a version; what cannot be saved stays in the editor', async () => {
  open();
  await screen.findByText(/three/);
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  const field = screen.getByRole('textbox', { name: 'Text' });
  expect(field).toHaveProperty('value', 'one\nthree\n');
  fireEvent.input(field, { target: { value: 'mine' } });
  doors.on('saveFile', () => Promise.reject(new AppError('storage-full')));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => toasts.value.at(-1)?.text).toContain('no room left');
  expect(field).toHaveProperty('value', 'mine');
  doors.on('saveFile', async () => file);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await expect.poll(() => screen.queryByRole('textbox', { name: 'Text' })).toBeNull();
  const made = { pasted: false, of: detail.current.id };
  expect(written('saveFile')).toEqual([
    ['notes/a.txt', 'mine', made],
    ['notes/a.txt', 'mine', made],
  ]);
});

test('a text that has not come yet is not edited as if it were empty, and one that was forgotten not at all', async () => {
  go({ at: 'file', id: file }, 'replace');
  doors.answer('files', () => [detail]);
  doors.answer('file', () => detail);
  render(<Files />);
  expect(screen.queryByText('The text of this version was forgotten.')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  fireEvent.click(screen.getByRole('button', { name: 'Download' }));
  doors.answer('revisionText', () => undefined);
  await screen.findByText('The text of this version was forgotten.');
  expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  expect(doors.downloaded).toEqual([]);
});

test('a file is downloaded under its own name', async () => {
  open();
  await screen.findByText(/three/);
  fireEvent.click(screen.getByRole('button', { name: 'Download' }));
  expect(doors.downloaded.map(({ name }) => name)).toEqual(['a.txt']);
  expect(await doors.downloaded[0]?.content.text()).toBe('one\nthree\n');
});

test('a file is deleted at once, and that can be taken back', async () => {
  open();
  fireEvent.click(screen.getByRole('menuitem', { name: 'Delete', hidden: true }));
  await expect.poll(() => toasts.value.at(-1)?.text).toBe('notes/a.txt was deleted.');
  toasts.value.at(-1)?.undo?.();
  expect(written('removeFile')).toEqual([
    [file, true],
    [file, false],
  ]);
});

test('a file that is not there says so', () => {
  go({ at: 'file', id: file }, 'replace');
  doors.answer('files', () => []);
  doors.answer('file', () => undefined);
  render(<Files />);
  expect(screen.getByRole('heading', { level: 1, name: 'This file is not here' })).toBeTruthy();
});
