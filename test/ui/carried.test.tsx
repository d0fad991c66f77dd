import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { go } from '../../src/state/place';
import { wayToReal } from '../../src/state/carried';
import { CarriedTask } from '../../src/ui/shell/carried-task';
import { agentView, connectionView, idOf, openStandIn } from './stand-in';

afterEach(cleanup);

const demo = agentView('1', 'Maren', { simulated: true });
const real = agentView('2', 'Ada', {
  connection: idOf('c'),
  body: { name: 'Ada', role: 'role-data', model: 'model-data', tools: [] },
});
const text = 'What do three invoices add up to?';

test('a carried task is sent on one click that shows its text, and not before', async () => {
  const { done } = openStandIn({
    answers: { unsent: text, agents: [demo, real] },
    deeds: {
      sendMessage: async () => ({ conversation: idOf('5'), task: idOf('8'), message: idOf('6'), run: idOf('7') }),
    },
  });
  go({ at: 'today' });
  render(<CarriedTask />);
  expect(await screen.findByText(text)).toBeTruthy();
  expect(done).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Send it to Ada' }));
  await waitFor(() => expect(location.hash).toBe(`#/conversation/${idOf('5')}`));
  expect(done).toEqual([{ verb: 'sendMessage', args: [{ agent: real.row.id, text, from: 'carried', pasted: true }] }]);
});

test('it can be dropped', async () => {
  const { done } = openStandIn({
    answers: { unsent: text, agents: [real] },
    deeds: { keepUnsent: () => Promise.resolve() },
  });
  render(<CarriedTask />);
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(done).toEqual([{ verb: 'keepUnsent', args: ['carried', ''] }]);
});

test('it is offered to nobody who would only simulate, and the way there begins with what is missing', async () => {
  openStandIn({ answers: { unsent: text, agents: [demo] } });
  const { container } = render(<CarriedTask />);
  const stop = wayToReal.subscribe(() => {});
  await new Promise(resolve => setTimeout(resolve));
  expect(container.textContent).toBe('');
  expect(wayToReal.value).toEqual({ at: 'welcome' });
  stop();
  cleanup();

  openStandIn({ answers: { agents: [demo], connections: [connectionView('c', 'anthropic')] } });
  const stopAgain = wayToReal.subscribe(() => {});
  await waitFor(() => expect(wayToReal.value).toEqual({ at: 'team', hire: true }));
  stopAgain();
});
