import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { resetKeys } from '../../src/state/keys';
import { Shortcuts } from '../../src/ui/settings/shortcuts';
import { openStandIn } from './stand-in';

afterEach(() => {
  resetKeys();
  cleanup();
});

const row = (title: string) => {
  const line = screen.getByText(title).closest('li');
  if (!line) throw new Error(`no line ${title}`);
  return within(line);
};
const keyOf = (title: string) => row(title).getByRole('button', { name: new RegExp(`^${title}`) });

test('a key is changed by pressing another, a taken one is refused by name, and all come back', () => {
  openStandIn();
  render(<Shortcuts />);
  keyOf('New task').focus();
  fireEvent.click(keyOf('New task'));
  expect(keyOf('New task').textContent).toBe('Press a key');
  fireEvent.keyDown(keyOf('New task'), { key: 'h' });
  expect(screen.getByRole('alert').textContent).toContain('“Hire an agent” has this key.');
  expect(keyOf('New task').textContent).toBe('N');

  fireEvent.click(keyOf('New task'));
  expect(screen.queryByRole('alert')).toBeNull();
  fireEvent.keyDown(keyOf('New task'), { key: 'g' });
  expect(keyOf('New task').textContent).toBe('G, then?');
  fireEvent.keyDown(keyOf('New task'), { key: 'n' });
  expect(keyOf('New task').textContent).toBe('GN');

  fireEvent.click(keyOf('Hire an agent'));
  fireEvent.keyDown(keyOf('Hire an agent'), { key: 'Delete' });
  expect(keyOf('Hire an agent').textContent).toBe('no key');
  fireEvent.click(keyOf('Hire an agent'));
  fireEvent.keyDown(keyOf('Hire an agent'), { key: 'Escape' });
  expect(keyOf('Hire an agent').textContent).toBe('no key');

  fireEvent.click(screen.getByRole('button', { name: 'Reset all keys' }));
  expect([keyOf('New task').textContent, keyOf('Hire an agent').textContent]).toEqual(['N', 'H']);
  expect(screen.queryByRole('button', { name: 'Reset all keys' })).toBeNull();
});
