import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { go } from '../../src/state/place';
import { Crew } from '../../src/ui/shell/crew';
import { Today } from '../../src/ui/today/today';
import { id, ids, noon, run } from './conversation/rows';
import { openTestDoors } from './conversation/test-doors';
import { agentView } from './stand-in';

afterEach(cleanup);

test('with everyone paused Today is no first visit: what waits is there, and the way to the team', async () => {
  const doors = openTestDoors();
  go({ at: 'today' }, 'replace');
  const paused = agentView('1', 'Maren', { state: 'paused' });
  const task = {
    row: {
      id: id<'task'>(6),
      v: 1,
      at: noon,
      born: '',
      agent: ids.agent,
      simulated: false,
      status: 'running',
      body: { title: 'Find the year' },
    },
    agentName: 'Maren',
    agentHue: 8,
    run: run({ is: 'waiting', for: 'agent' }),
    cost: 0,
    unknown: 0,
  } as const;
  doors.answer('agents', () => [paused]);
  doors.answer('today', () => ({ running: [task], needsYou: [], finished: [] }));
  render(<Crew />);
  render(<Today />);
  expect(screen.getByText('Everyone is paused or retired: what they were doing waits.')).toBeTruthy();
  expect(screen.getByText('Maren: Waits while this agent is paused or retired')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To the team' })).toBeTruthy();
  expect(screen.getByRole('link', { name: /^Maren/ }).textContent, 'in the rail').toContain('Paused');

  const retired = agentView('1', 'Maren', { state: 'retired' });
  await act(() => doors.answer('agents', () => [retired]));
  expect(screen.getByText('Find the year')).toBeTruthy();
  await act(() => doors.answer('today', () => ({ running: [], needsYou: [], finished: [] })));
  expect(screen.getByRole('heading', { level: 1, name: /Nobody is hired yet|do first/ })).toBeTruthy();
});

test('what a task cost is unknown or at least so much where a call of it has no known price', () => {
  const doors = openTestDoors();
  go({ at: 'today' }, 'replace');
  const finished = (number: number, cost: number, unknown: number) => ({
    row: {
      id: id<'task'>(number),
      v: 1,
      at: noon,
      born: '',
      agent: ids.agent,
      simulated: false,
      status: 'done' as const,
      body: { title: `Task ${number}` },
    },
    agentName: 'Maren',
    agentHue: 8,
    cost,
    unknown,
  });
  doors.answer('agents', () => [agentView('1', 'Maren')]);
  const of = [finished(6, 0, 1), finished(7, 3_000_000, 2), finished(8, 0, 0)];
  doors.answer('today', () => ({ running: [], needsYou: [], finished: of }));
  render(<Today />);
  const line = (title: string) => screen.getByText(title).closest('li')?.textContent ?? '';
  expect(line('Task 6')).toContain('price unknown');
  expect(line('Task 7')).toContain('at least $0.003');
  expect(line('Task 8')).toContain('$0.00');
});
