import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { TaskQuote } from '../../src/domain/quote';
import { TaskCost } from '../../src/ui/agent/task-quote';
import { agent } from './conversation/rows';
import { openTestDoors } from './conversation/test-doors';

afterEach(cleanup);

const known = { is: 'known', p50: 30_000_000, p95: 120_000_000 } as const;

test.each<[string, TaskQuote, string[]]>([
  ['too few tasks make none', { is: 'too-few', tasks: 3 }, ['not enough data: 3 of 5 tasks']],
  [
    'a few tell what was never passed',
    { ...known, tasks: 7, held: 1, quoted: 2 },
    ['usually $0.03, never over $0.12 so far', 'by 7 tasks; this held in 1 of 2'],
  ],
  [
    'many tell a share, and how often it came true',
    { ...known, tasks: 40, held: 33, quoted: 35 },
    ['usually $0.03, 19 of 20 under $0.12', 'by 40 tasks; this held in 33 of 35'],
  ],
])('what a task will likely cost: %s', async (_, quote, lines) => {
  const doors = openTestDoors();
  doors.on('quoteTask', async () => quote);
  const view = { row: agent, costThisMonth: 0, unknownThisMonth: 0, doing: 'idle' as const };
  const detail = { ...view, versions: [], conversations: [] };
  const { container } = render(<TaskCost detail={detail} />);
  await screen.findByText(new RegExp(lines[0]?.slice(0, 7) ?? ''));
  for (const line of lines) expect(container.textContent).toContain(line);
});
