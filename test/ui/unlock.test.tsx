import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../src/domain/error';
import { Unlock } from '../../src/ui/unlock/unlock';
import { openStandIn } from './stand-in';

afterEach(cleanup);

function tryIn(code: ErrorCode, screenLocked = false): void {
  openStandIn({
    status: { state: 'locked', screenLocked },
    vault: { unlock: () => Promise.reject(new AppError(code)) },
  });
  render(<Unlock />);
  fireEvent.input(screen.getByLabelText('Passphrase'), { target: { value: 'of four words or more' } });
  fireEvent.click(screen.getByRole('button', { name: 'Unlock' }));
}

const saves = () => screen.queryByRole('button', { name: 'Save everything as a file' });

test('a wrong passphrase is told at its field, a full disk with the way to save everything', async () => {
  tryIn('wrong-passphrase');
  const wrong = await screen.findByRole('alert');
  expect(screen.getByLabelText('Passphrase').getAttribute('aria-describedby')).toContain(wrong.id);
  expect(saves()).toBeNull();
  cleanup();
  tryIn('storage-full');
  expect((await screen.findByRole('alert')).textContent).toContain('Still locked');
  expect(saves()).not.toBeNull();
});

test('behind the screen lock nobody saves anything', async () => {
  tryIn('storage-full', true);
  expect((await screen.findByRole('alert')).textContent).toContain('Still locked');
  expect(saves()).toBeNull();
});
