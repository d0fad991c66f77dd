import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { InstructionsRow } from '../../src/domain/agent';
import { Instructions } from '../../src/ui/agent/instructions';
import { agentView, idOf, openStandIn } from './stand-in';

afterEach(cleanup);

const version = (digit: string, number: number, text: string): InstructionsRow => ({
  id: idOf(digit),
  v: 1,
  at: Date.UTC(2026, 10, number),
  born: `000${number}`,
  agent: idOf('1'),
  number,
  body: { text },
});

test('an earlier version shows what was changed since, or its whole text, and can be used again', async () => {
  const { done } = openStandIn({ deeds: { editAgent: () => Promise.resolve() } });
  const view = agentView('1', 'Ada', { instructions: idOf('c') });
  const versions = [version('c', 2, 'Be brief.\nName your sources.'), version('b', 1, 'Be brief.\nBe kind.')];
  const { container } = render(<Instructions detail={{ ...view, versions, conversations: [] }} />);
  expect(container.querySelector('ins, del'), 'nothing is compared unasked').toBeNull();

  const details = container.querySelector('details')!;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await waitFor(() => expect(container.querySelector('del')?.textContent).toBe('Be kind.'));
  expect(container.querySelector('ins')?.textContent).toBe('Name your sources.');

  fireEvent.click(screen.getByRole('radio', { name: 'Whole text' }));
  await waitFor(() => expect(container.querySelector('del')).toBeNull());
  expect(screen.getByText(/Be kind\./).textContent).toBe('Be brief.\nBe kind.');
  fireEvent.click(screen.getByRole('button', { name: 'Use this version again' }));
  expect(done).toEqual([{ verb: 'editAgent', args: [view.row.id, { instructions: 'Be brief.\nBe kind.' }] }]);
});
