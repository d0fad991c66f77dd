import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import { ImportFile } from '../../src/ui/settings/import-file';
import { Preview } from '../../src/ui/settings/import-preview';
import { idOf, openStandIn } from './stand-in';

afterEach(cleanup);

const twin = { staged: 'x', name: 'Twin', exportedAt: 0, version: 'v', tables: [], warnings: [] };

test('that a file’s ledger contradicts the one here is said in a sentence, not by its code', () => {
  const file = { staged: 'x', name: 'Twin', exportedAt: 0, version: 'retinue-1', tables: [] };
  const warned = { ...file, warnings: ['ledger-contradicts' as const] };
  render(<Preview preview={warned} busy={false} onTake={() => {}} onDrop={() => {}} />);
  expect(screen.getByText(/differ from yours/)).toBeTruthy();
  expect(screen.queryByText(/ledger-contradicts/)).toBeNull();
});

test('the preview says what the chosen way would do here, and nothing else', async () => {
  const table = { table: 'agent' as const, rows: 3, added: 1, changed: 2, removed: 4 };
  const file = { staged: 'x', name: 'Twin', exportedAt: 0, version: 'retinue-1', tables: [table], warnings: [] };
  render(<Preview preview={file} busy={false} onTake={() => {}} onDrop={() => {}} />);
  const heads = () => screen.getAllByRole('columnheader').map(head => head.textContent);
  expect(heads()).toEqual(['What', 'In the file', 'New', 'Changed']);
  fireEvent.click(screen.getByRole('radio', { name: /^Replace/ }));
  await expect.poll(heads).toEqual(['What', 'In the file', 'New', 'Removed']);
  fireEvent.click(screen.getByRole('radio', { name: /^Open as a new/ }));
  await expect.poll(heads).toEqual(['What', 'In the file']);
});

test('what is replaced is saved as it is then: what came after the preview too, when that saw nothing to lose', async () => {
  const { done } = openStandIn({
    deeds: {
      previewImport: () => Promise.resolve(twin),
      exportWorkspace: () => Promise.resolve(new Blob([])),
      commitImport: () => Promise.resolve({ workspace: idOf('a'), rows: 1 }),
    },
  });
  render(<ImportFile />);
  choose(new File(['{}'], 'x.retinue.json'));
  const replace = await screen.findByRole('radio', { name: /^Replace/ });
  for (const lost of [/allowed without asking/, /not sent/, /bills/])
    expect(replace.parentElement?.textContent).toMatch(lost);
  fireEvent.click(replace);
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));
  await expect.poll(() => done.map(({ verb }) => verb)).toEqual(['previewImport', 'exportWorkspace', 'commitImport']);
});

test('where what is replaced makes a file that cannot be read again, it is saved and nothing is replaced', async () => {
  const huge = Object.defineProperty(new Blob([]), 'size', { value: 1_000_000_001 });
  const files: string[] = [];
  const { done } = openStandIn({
    deeds: { previewImport: () => Promise.resolve(twin), exportWorkspace: () => Promise.resolve(huge) },
    page: { download: name => void files.push(name) },
  });
  render(<ImportFile />);
  choose(new File(['{}'], 'x.retinue.json'));
  fireEvent.click(await screen.findByRole('radio', { name: /^Replace/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Import' }));
  expect((await screen.findByRole('alert')).textContent).toContain('files up to 1 GB can be imported');
  expect(files).toHaveLength(1);
  expect(done.map(({ verb }) => verb)).not.toContain('commitImport');
});

test('a file that fills the disk says what to do, with the button for it', async () => {
  openStandIn({ deeds: { previewImport: () => Promise.reject(new AppError('storage-full')) } });
  render(<ImportFile />);
  choose(new File(['{}'], 'x.retinue.json'));
  const told = within(await screen.findByRole('alert'));
  expect(told.getByText(/Save everything as a file now/)).toBeTruthy();
  expect(told.getByRole('button', { name: 'Save everything as a file' })).toBeTruthy();
});

test('a file that is wrong itself has no such button', async () => {
  openStandIn({ deeds: { previewImport: () => Promise.reject(new AppError('file-not-json')) } });
  render(<ImportFile />);
  choose(new File(['{}'], 'x.retinue.json'));
  expect(within(await screen.findByRole('alert')).queryByRole('button')).toBeNull();
});

const choose = (file: File) => fireEvent.change(screen.getByLabelText('Choose a file'), { target: { files: [file] } });
