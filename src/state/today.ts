import { computed } from '@preact/signals';
import { startOfDay } from '../lib/day-start';
import type { Queries, TaskView } from '../storage/queries';
import { today as day } from './clock';
import { live } from './live';
import { settings } from './settings';

export type { TaskView };

type Tasks = Awaited<ReturnType<Queries['today']>>;

/** What `tasks` holds until the first answer. */
export const tasksUnread: Tasks = { running: [], needsYou: [], finished: [] };

/** Work by state; finished since this morning. */
export const tasks = live<'today'>(tasksUnread, () => ({
  name: 'today',
  args: [startOfDay(settings.value.zone, day.value)],
}));

/** What was at work in `before` and is over in `after`, by itself: what the user stopped they know of. */
export function endedBetween(before: Tasks, after: Tasks): TaskView[] {
  const open = new Set([...before.running, ...before.needsYou].map(({ row }) => row.id));
  return after.finished.filter(
    ({ row, run }) => open.has(row.id) && (run?.phase === 'succeeded' || run?.phase === 'failed'),
  );
}

/** Whether anything runs at this moment: what waits does not. */
export const isAnyRunning = computed(() => tasks.value.running.some(({ run }) => run?.phase === 'running'));

/** The last lines of the feed. */
export const activity = live<'activity'>([], () => ({ name: 'activity', args: [12] }));
