import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Preview } from '../../src/ui/settings/import-preview';

afterEach(cleanup);

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
