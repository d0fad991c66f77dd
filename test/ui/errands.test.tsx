import { act, cleanup, configure, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunStatus } from '../../src/domain/run';
import { hrefOf, go } from '../../src/state/place';
import type { AgentView, ErrandView } from '../../src/storage/queries';
import { Colleagues } from '../../src/ui/agent/colleagues';
import { Conversation } from '../../src/ui/conversation/conversation';
import { agent, detail, id, ids, message, run } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';

// The line's chunk is compiled when it is first shown.
configure({ asyncUtilTimeout: 8_000 });

let doors: TestDoors;
beforeEach(() => {
  doors = openTestDoors();
});
afterEach(cleanup);

const call = {
  kind: 'tool-call',
  call: 'c1',
  name: 'ask_colleague',
  input: { colleague: 'Bea', brief: 'Count the houses.', expected: 'One number.' },
} as const;
const errand = (status: RunStatus): ErrandView => ({
  row: { ...run(status), id: id<'run'>(70), conversation: id<'conversation'>(71) },
  call: 'c1',
  agentName: 'Bea',
  agentHue: 4,
  cost: 20_000_000,
  unknown: 0,
});

test('a step says whom it asked and for what, how that stands and costs, and leads there; who waits says for whom', async () => {
  go({ at: 'conversation', id: ids.conversation }, 'replace');
  doors.answer('conversation', () => detail({ run: run({ is: 'waiting', for: 'child' }) }));
  const messages = [message(0, 'user', 'How many houses?'), message(1, 'agent', [call], { run: ids.run })];
  doors.answer('transcript', () => ({ messages, more: false }));
  doors.answer('errands', () => [errand({ is: 'waiting', for: 'input' })]);
  render(<Conversation />);
  const line = (await screen.findByText('Asked Bea')).closest('details');
  if (!line) throw new Error('it has no line');
  expect(within(line).getAllByText('Count the houses.').length).toBeGreaterThan(0);
  expect(within(line).getByText('$0.02 on top')).toBeTruthy();
  const there = hrefOf({ at: 'conversation', id: id<'conversation'>(71) });
  expect(within(line).getByText('waits for your answer').closest('a')?.getAttribute('href')).toBe(there);
  expect(within(line).getByText('See Bea’s work').closest('a')?.getAttribute('href')).toBe(there);
  expect(screen.getByText('waiting for Bea')).toBeTruthy();
  await act(() => doors.answer('errands', () => [errand({ is: 'succeeded' })]));
  expect(within(line).getByText('done')).toBeTruthy();
});

test('whom an agent may ask is switched on and off; the demo’s agents are not among them', () => {
  go({ at: 'agent', id: ids.agent }, 'replace');
  const view = (number: number, name: string, simulated = false): AgentView => ({
    row: { ...agent, id: number === 0 ? agent.id : id<'agent'>(80 + number), simulated, body: { ...agent.body, name } },
    costThisMonth: 0,
    unknownThisMonth: 0,
    doing: 'idle',
  });
  doors.answer('agents', () => [view(0, 'Maren'), view(1, 'Bea'), view(2, 'Cy'), view(3, 'Demo', true)]);
  doors.answer('colleagues', () => [id<'agent'>(81)]);
  render(<Colleagues detail={{ ...view(0, 'Maren'), versions: [], conversations: [] }} />);
  const switches = screen.getAllByRole('switch');
  expect(switches.map(one => (one as HTMLInputElement).checked)).toEqual([true, false]);
  fireEvent.click(screen.getByRole('switch', { name: 'Cy' }));
  expect(doors.written).toEqual([{ verb: 'setColleagues', args: [agent.id, [id<'agent'>(81), id<'agent'>(82)]] }]);
});
