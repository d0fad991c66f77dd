import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { VaultDoor } from '../../src/domain/ports';
import { KeyForm } from '../../src/ui/connect/key-form';
import { Settings } from '../../src/ui/settings/settings';
import { StarterTeams } from '../../src/ui/team/starter-teams';
import { Welcome } from '../../src/ui/welcome/welcome';
import { agentView, idOf, openStandIn } from './stand-in';

afterEach(cleanup);

test('a starter team takes names and hues that nobody has, and shows them before it is hired', async () => {
  const { done } = openStandIn({
    answers: { agents: [agentView('1', 'Otto', { simulated: true })] },
    deeds: { candidates: async () => [], hire: async () => idOf('2') },
  });
  render(<StarterTeams />);
  const [hire] = await screen.findAllByRole('button', { name: 'Hire this team' });
  expect(hire?.closest('li')?.textContent).toContain('SelWrenBram');
  fireEvent.click(hire as HTMLElement);
  await waitFor(() => expect(done.filter(({ verb }) => verb === 'hire')).toHaveLength(3));
  const hired = done.flatMap(({ verb, args }) => (verb === 'hire' ? [args[0] as { name: string; hue: number }] : []));
  expect(hired.map(({ name }) => name)).toEqual(['Sel', 'Wren', 'Bram']);
  expect(new Set([3, ...hired.map(({ hue }) => hue)]).size).toBe(4);
});

test('a key whose beginning tells no provider goes to none before one was chosen', async () => {
  const asked: string[] = [];
  const add: VaultDoor['add'] = ({ origin }) => {
    asked.push(origin);
    return Promise.reject(new Error('not in this test'));
  };
  openStandIn({ vault: { add } });
  render(<KeyForm onTested={() => {}} />);
  fireEvent.input(screen.getByLabelText('API key'), { target: { value: 'sk-0123456789abcdef' } });
  fireEvent.click(screen.getByRole('button', { name: 'Test the key' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Choose the provider');
  expect(asked).toEqual([]);
  fireEvent.change(screen.getByRole('combobox', { name: 'Provider' }), { target: { selectedIndex: 2 } });
  fireEvent.click(screen.getByRole('button', { name: 'Test the key' }));
  await waitFor(() => expect(asked).toEqual(['https://api.deepseek.com']));
});

test.each([
  { screenName: 'Welcome', Screen: Welcome },
  { screenName: 'Settings', Screen: Settings },
])('on an origin that others share, $screenName says so before a key is brought', ({ Screen }) => {
  const warning = 'This address is shared with other people’s pages';
  for (const sharedOrigin of [true, false]) {
    openStandIn({ page: { sharedOrigin } });
    const { container } = render(<Screen />);
    expect(container.textContent.includes(warning)).toBe(sharedOrigin);
    cleanup();
  }
});
