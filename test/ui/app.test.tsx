import { effect } from '@preact/signals';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../src/domain/error';
import { boot, isBlank } from '../../src/state/boot';
import { go } from '../../src/state/place';
import { defaults } from '../../src/state/settings';
import { App } from '../../src/ui/app';
import { overlay } from '../../src/ui/shell/overlay';
import { agentView, openStandIn } from './stand-in';

// The first test also waits for the screen's chunk to be compiled.
configure({ asyncUtilTimeout: 8_000 });

beforeEach(() => {
  go({ at: 'today' }, 'replace');
});
afterEach(() => {
  cleanup();
  overlay.value = undefined;
  document.title = '';
});

test('a workspace without agents offers three tasks, and one click asks the demo team', async () => {
  const { done } = openStandIn({
    deeds: {
      startDemo: () => Promise.resolve(['11111111-0000-7000-8000-000000000000' as never]),
      sendMessage: () => new Promise(() => {}),
    },
  });
  render(<App />);
  fireEvent.click(await screen.findByRole('button', { name: 'Plan an office move' }));
  await waitFor(() => expect(done.map(one => one.verb)).toEqual(['startDemo', 'sendMessage']));
  expect(done[1]?.args[0]).toMatchObject({
    agent: '11111111-0000-7000-8000-000000000000',
    text: 'We move to a new office. Make a plan and write me a checklist.',
  });
});

test('the opening shows real counts, then the screen', async () => {
  openStandIn({
    answers: { boot: { agents: 6, memories: 0, conversations: 12, activity: 1_000 }, agents: [agentView('1', 'Otto')] },
  });
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Nothing needs you.' });
  expect(document.title).toBe('Today · Retinue');
});

test('a workspace that does not open says what is safe and lets everything be saved', async () => {
  openStandIn({ failing: new AppError('storage-blocked') });
  render(<App />);
  await screen.findByRole('heading', { name: 'Another tab holds an older version of the database open.' });
  expect(screen.getByRole('button', { name: 'Save everything as a file' })).toBeTruthy();
});

test('under the screen lock nothing of the workspace is on the page', async () => {
  openStandIn({ status: { screenLocked: true, state: 'open' }, answers: { agents: [agentView('1', 'Otto')] } });
  const { container } = render(<App />);
  await screen.findByRole('heading', { name: 'The screen is locked' });
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(container.textContent).not.toContain('Otto');
  expect(container.textContent).not.toContain('workspace');
});

test('locked keys leave the workspace readable and say so', async () => {
  openStandIn({ status: { state: 'locked' }, answers: { agents: [agentView('1', 'Otto')] } });
  render(<App />);
  await screen.findByText('Keys locked. The team waits; you can still read.');
  expect(screen.getAllByText('Otto').length).toBeGreaterThan(0);
});

test('letters go places, and typing does not', async () => {
  openStandIn({ answers: { agents: [agentView('1', 'Otto')] } });
  render(<App />);
  const task = await screen.findByRole('textbox', { name: 'New task' });
  fireEvent.keyDown(task, { key: 'g' });
  fireEvent.keyDown(task, { key: 't' });
  expect(location.hash).toBe('#/');
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 't' });
  expect(location.hash).toBe('#/team');
  // Its chunk is on its way: the workspace stands.
  await screen.findByRole('heading', { level: 1, name: 'Opening this screen' });
  await screen.findByRole('heading', { level: 1, name: 'Team' });
});

test('the palette finds places and deeds, and never puts a paid question first', async () => {
  openStandIn({ answers: { agents: [agentView('1', 'Otto')] } });
  render(<App />);
  await screen.findByRole('textbox', { name: 'New task' });
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const field = await screen.findByRole('combobox', { name: 'Search or do' });
  fireEvent.input(field, { target: { value: 'pause' } });
  const list = within(screen.getByRole('listbox'));
  await vi.waitFor(() => expect(list.getAllByRole('option').length).toBe(2));
  const [first, second] = list.getAllByRole('option');
  expect(first?.textContent).toContain('Pause everything');
  expect(first?.getAttribute('aria-selected')).toBe('true');
  expect(second?.textContent).toContain('Ask Otto');
});

test('n asks for a new task from any screen: the composer gets the cursor', async () => {
  openStandIn({ answers: { agents: [agentView('1', 'Otto')] } });
  go({ at: 'team', hire: false }, 'replace');
  render(<App />);
  await screen.findByRole('heading', { level: 1, name: 'Team' });
  fireEvent.keyDown(document.body, { key: 'n' });
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'New task' })));
});

test('a workspace from a browser that knows other time zones opens', async () => {
  openStandIn({ answers: { settings: { ...defaults, zone: 'Etc/Unknown' }, agents: [agentView('1', 'Otto')] } });
  render(<App />);
  expect(await screen.findByRole('textbox', { name: 'New task' })).toBeTruthy();
});

test('a first visit is blank until somebody is hired, and not again when one comes back', async () => {
  const page = { firstVisit: true };
  openStandIn({ page });
  const stop = effect(() => void boot.value);
  await vi.waitFor(() => expect(boot.value.is).toBe('open'));
  expect(isBlank()).toBe(true);
  stop();
  openStandIn({ page, answers: { boot: { agents: 3, memories: 0, conversations: 0, activity: 0 } } });
  const stopAgain = effect(() => void boot.value);
  await vi.waitFor(() => expect(isBlank()).toBe(false));
  stopAgain();
});
