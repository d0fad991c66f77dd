import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../../src/domain/error';
import { dismiss, tell, TOAST_MS, toasts } from '../../src/state/toasts';
import { Toasts } from '../../src/ui/parts/toasts';
import { fetchSentences, tellError } from '../../src/ui/tell-error';
import { idOf, openStandIn } from './stand-in';

afterEach(() => {
  vi.useRealTimers();
  cleanup();
  for (const toast of toasts.peek()) dismiss(toast.id);
});

test('what was taken away can be brought back from its notice, once', async () => {
  const undo = vi.fn<() => void>();
  render(<Toasts />);
  tell('Otto is retired.', undo);
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(undo).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(screen.queryByText('Otto is retired.')).toBeNull());
});

test('a notice goes by itself, but not while the pointer is on it', async () => {
  vi.useFakeTimers();
  render(<Toasts />);
  tell('Saved.');
  await vi.advanceTimersByTimeAsync(0);
  const notice = screen.getByText('Saved.').parentElement;
  if (!notice) throw new Error('the notice has no frame');
  fireEvent.mouseEnter(notice);
  await vi.advanceTimersByTimeAsync(TOAST_MS * 2);
  expect(screen.queryByText('Saved.')).not.toBeNull();
  fireEvent.mouseLeave(notice);
  await vi.advanceTimersByTimeAsync(TOAST_MS + 100);
  expect(toasts.value).toEqual([]);
});

test('the time of a notice does not begin anew with each dialog that is opened over it', async () => {
  vi.useFakeTimers();
  const { rerender } = render(<Toasts />);
  tell('Saved.');
  for (let opened = 1; opened <= 3; opened++) {
    await vi.advanceTimersByTimeAsync(TOAST_MS / 2);
    rerender(<Toasts key={opened} />);
  }
  expect(toasts.value).toEqual([]);
});

test('trouble with the storage stays on screen and offers to save everything; other trouble goes by itself', async () => {
  await fetchSentences();
  vi.useFakeTimers();
  render(<Toasts />);
  tellError(new AppError('storage-full'));
  tellError(new AppError('not-found'));
  await vi.advanceTimersByTimeAsync(TOAST_MS * 2);
  expect(screen.getByText(/no room left/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Save everything as a file' })).toBeTruthy();
  expect(screen.queryByText(/no longer there/)).toBeNull();
});

test.each([
  {
    when: 'the workspaces can be exported',
    exportWorkspace: () => Promise.resolve(new Blob([])),
    saves: ['hallam-voss-', 'second-'],
    ends: '.retinue.json',
  },
  {
    when: 'one of them cannot',
    exportWorkspace: () => Promise.reject(new AppError('storage-damaged')),
    saves: ['retinue-rescue-'],
    ends: '.jsonl',
  },
])(
  'saved from the warning of a full disk, where $when: a file each $ends',
  async ({ exportWorkspace, saves, ends }) => {
    await fetchSentences();
    const view = { id: idOf<'workspace'>('a'), name: 'Hallam & Voss', openedAt: 1, current: true };
    const files: string[] = [];
    openStandIn({
      answers: { workspaces: [view, { ...view, id: idOf('b'), name: 'Second', current: false }] },
      deeds: { exportWorkspace },
      page: { download: name => void files.push(name) },
    });
    render(<Toasts />);
    tellError(new AppError('storage-full'));
    fireEvent.click(await screen.findByRole('button', { name: 'Save everything as a file' }));
    await expect.poll(() => files).toHaveLength(saves.length);
    for (const [index, begins] of saves.entries()) {
      expect(files[index]?.startsWith(begins)).toBe(true);
      expect(files[index]?.endsWith(ends)).toBe(true);
    }
  },
);
