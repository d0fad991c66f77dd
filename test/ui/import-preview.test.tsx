import { cleanup, render, screen } from '@testing-library/preact';
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
