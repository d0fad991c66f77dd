import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { LockLimits, Receipt, VaultStatus } from '../../src/domain/ports';
import { CodeDialog } from '../../src/ui/parts/code-dialog';
import { KeepKey } from '../../src/ui/welcome/keep-key';
import { Connections } from '../../src/ui/settings/connections';
import { NetworkReceipt } from '../../src/ui/settings/receipt';
import { VaultSettings } from '../../src/ui/settings/vault';
import { connectionView, idOf, openStandIn } from './stand-in';

const hour = 3_600_000;
const code = '6HEJ-KGZS-1AA4-CX89-XECP-8J34-RG';
const open: VaultStatus = { state: 'open', screenLocked: false, halted: false, shared: true, recovery: true };

afterEach(cleanup);

test('the limits of the locks are the vault’s own, whatever the workspace brought along', async () => {
  const set: Partial<LockLimits>[] = [];
  const { done } = openStandIn({
    status: { limits: { screenIdleMs: 7 * 60_000, keyMaxMs: 12 * hour, stopWhenIdle: true } },
    vault: { setLocks: limits => Promise.resolve(void set.push(limits)) },
  });
  render(<VaultSettings />);
  const limit = screen.getByLabelText<HTMLSelectElement>('Lock the screen after');
  expect(limit.selectedOptions[0]?.textContent).toBe('7 minutes without input');
  expect(screen.getByLabelText<HTMLInputElement>('Stop work when idle').checked).toBe(true);
  const options = Array.from(limit.options, option => option.textContent);
  fireEvent.change(limit, { target: { selectedIndex: options.indexOf('30 minutes without input') } });
  await waitFor(() => expect(set).toEqual([{ screenIdleMs: 30 * 60_000 }]));

  const age = screen.getByLabelText<HTMLSelectElement>('Lock the keys after');
  expect(age.selectedOptions[0]?.textContent).toBe('12 hours');
  const ages = Array.from(age.options, option => option.textContent);
  expect([ages[0], ages.at(-1)]).toEqual(['1 hour', '7 days']);
  fireEvent.change(age, { target: { selectedIndex: ages.indexOf('4 hours') } });
  await waitFor(() => expect(set.at(-1)).toEqual({ keyMaxMs: 4 * hour }));
  expect(done).toEqual([]);
});

test('a key that was in memory only and is gone does not count as answering: it is asked for again', async () => {
  const answers = { connections: [{ ...connectionView('1', 'openai'), key: idOf<'key'>('2') }] };
  openStandIn({ answers, status: { state: 'absent' }, vault: { list: () => Promise.resolve([]) } });
  render(<Connections />);
  fireEvent.click(await screen.findByRole('button', { name: 'Paste the key again' }));
  expect(screen.getByText('no key on this device')).toBeTruthy();
  expect(screen.queryByText('answers')).toBeNull();
  expect(await screen.findByLabelText('New key')).toBeTruthy();
});

test('the recovery code made with a passphrase is shown although the form is gone with its success', async () => {
  let tell: (status: VaultStatus) => void = () => {};
  openStandIn({
    vault: {
      watch(next) {
        tell = next;
        next({ ...open, state: 'session', recovery: false });
        return () => {};
      },
      async create() {
        tell(open);
        await new Promise(resolve => setTimeout(resolve, 20));
        return { recoveryCode: code };
      },
    },
  });
  render(<VaultSettings />);
  fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'six quiet lamps by the sea' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Set a passphrase' }));
  expect(await screen.findByText('XECP')).toBeTruthy();
});

test('a recovery code is lost neither by Escape nor by one click: who does without it says so twice', async () => {
  const onDone = vi.fn<() => void>();
  render(<CodeDialog code={code} onDone={onDone} />);
  const [dialog] = screen.getAllByRole('dialog');
  if (!dialog) throw new Error('no dialog');
  expect(dialog.getAttribute('closedby')).toBe('none');
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
  fireEvent(dialog, new Event('cancel', { cancelable: true }));
  fireEvent.click(screen.getByRole('button', { name: 'Go on without the code' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Back to the code' }));
  expect(onDone).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Go on without the code' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Without it' }));
  expect(onDone).toHaveBeenCalledOnce();
});

test('a wrong group of the code does not send the form of the passphrase once more', async () => {
  const create = vi.fn<() => Promise<{ recoveryCode: string }>>(() => Promise.resolve({ recoveryCode: code }));
  openStandIn({ vault: { create } });
  render(<KeepKey onKept={() => {}} />);
  fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'six quiet lamps by the sea' } });
  fireEvent.click(await screen.findByRole('button', { name: /Keep the key/ }));
  fireEvent.input(await screen.findByLabelText(/type groups/), { target: { value: 'wrong' } });
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  expect(await screen.findByText('That is not what the code says.')).toBeTruthy();
  expect(create).toHaveBeenCalledOnce();
});

test('a connection whose key is gone from the vault says so, and does not go on to answer', async () => {
  const key = idOf<'key'>('9');
  const info = { id: key, origin: 'https://api.example', paths: [], caps: {} as never, tail: 'Zq7A', addedAt: 0 };
  const answers = { connections: [{ ...connectionView('3', 'openai'), key }] };
  openStandIn({ answers, vault: { list: () => Promise.resolve([info]) } });
  render(<Connections />);
  expect(await screen.findByText('…Zq7A')).toBeTruthy();
  expect(screen.getByText('answers')).toBeTruthy();
  cleanup();
  openStandIn({ answers, status: { state: 'absent' } });
  render(<Connections />);
  expect(await screen.findByText('no key on this device')).toBeTruthy();
  expect(screen.queryByText('answers')).toBeNull();
});

const received: Receipt = {
  id: 1,
  at: 0,
  connection: idOf('1'),
  origin: 'https://api.anthropic.com',
  path: '/v1/models',
  purpose: 'models',
  bytesOut: 0,
  bytesIn: 870,
  state: 'done',
};

test('a host of the receipt breaks after its dots alone', async () => {
  openStandIn({ vault: { receipts: () => Promise.resolve([received]) } });
  render(<NetworkReceipt />);
  const host = await screen.findByText((_, one) => one?.innerHTML === 'api.<wbr>anthropic.<wbr>com');
  expect(host.textContent).toBe('api.anthropic.com');
});

test('a request that was answered with a no is not called done', async () => {
  const rows: Receipt[] = [200, 404].map(status => ({ ...received, id: status, state: 'done', status }));
  openStandIn({ vault: { receipts: () => Promise.resolve(rows) } });
  render(<NetworkReceipt />);
  expect(await screen.findAllByText('200 done')).not.toHaveLength(0);
  expect(screen.getAllByText('404 refused')).not.toHaveLength(0);
});

test('the way to change the passphrase is seen before one is typed; one that is too short is told where it stands', async () => {
  const changed: unknown[] = [];
  openStandIn({
    status: { limits: { screenIdleMs: 60_000, keyMaxMs: hour, stopWhenIdle: false } },
    vault: { changePassphrase: words => Promise.resolve(void changed.push(words)) },
  });
  render(<VaultSettings />);
  const next = screen.getByLabelText('New passphrase');
  fireEvent.input(screen.getByLabelText('Current passphrase'), { target: { value: 'the old one' } });
  fireEvent.input(next, { target: { value: 'short' } });
  fireEvent.click(screen.getByRole('button', { name: 'Change the passphrase' }));
  await waitFor(() => expect(next.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText(/A passphrase needs at least 12 characters/)).toBeTruthy();
  expect(changed).toEqual([]);
  fireEvent.input(next, { target: { value: 'seven quiet lamps above the harbour' } });
  fireEvent.click(screen.getByRole('button', { name: 'Change the passphrase' }));
  await waitFor(() => expect(changed).toEqual([{ old: 'the old one', next: 'seven quiet lamps above the harbour' }]));
});
