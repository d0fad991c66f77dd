import { act, cleanup, configure, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { VaultDoor, VaultStatus } from '../../src/domain/ports';
import type { PageDoor } from '../../src/state/doors';
import { App } from '../../src/ui/app';
import { agentView, openStandIn } from './stand-in';

// The first test also waits for the curtain's chunk to be compiled.
configure({ asyncUtilTimeout: 8_000 });

const locked: VaultStatus = { state: 'open', screenLocked: true, halted: false, shared: false, recovery: false };

afterEach(cleanup);

// The first: what the vault has said once stays known on this page.
test('nothing of the workspace is on the page until the vault has said that it may be', async () => {
  let tell: (status: VaultStatus) => void = () => {};
  const watch: VaultDoor['watch'] = next => {
    tell = next;
    return () => {};
  };
  const boot = { agents: 1, memories: 0, conversations: 0, activity: 0 };
  openStandIn({ vault: { watch }, answers: { agents: [agentView('1', 'Otto')], boot } });
  const { container } = render(<App />);
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(container.textContent).not.toContain('Otto');
  expect(screen.getByRole('main').textContent).toBe('Opening the workspace');
  expect(document.title).toBe('');
  await act(() => tell(locked));
  await screen.findByRole('heading', { name: 'The screen is locked' });
  await act(() => tell({ ...locked, screenLocked: false }));
  expect((await screen.findAllByText('Otto')).length).toBeGreaterThan(0);
});

test('whether the screen is locked is kept for a start whose vault is not heard', () => {
  const kept: string[] = [];
  const page: Partial<PageDoor> = { keep: (name, value) => void (name === 'locked' && kept.push(value)) };
  for (const screenLocked of [true, false]) {
    openStandIn({ page, status: { screenLocked } });
    render(<App />);
    cleanup();
  }
  expect(kept).toEqual(['yes', '']);
});
