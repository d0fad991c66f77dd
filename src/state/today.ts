import { computed } from '@preact/signals';
import { dayIn } from '../lib/day';
import type { Queries, TaskView } from '../storage/queries';
import { activeAgents, agents, agentsUnread } from './agents';
import { today as day } from './clock';
import { live } from './live';
import { settings } from './settings';

export type { TaskView };

type Tasks = Awaited<ReturnType<Queries['today']>>;

/** What `tasks` holds until the first answer. */
export const tasksUnread: Tasks = { running: [], needsYou: [], finished: [] };

/** The first instant of a day in a zone, found from its noon: exact across changes of the clock. */
export function startOfDay(date: string, zone: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (let at = noon - 27 * 3_600_000; at <= noon + 3 * 3_600_000; at += 900_000) {
    if (parts.format(at) === '00:00' && dayIn(zone, at) === date) return at;
  }
  return noon - 12 * 3_600_000;
}

/** Work by state; finished since this morning. */
export const tasks = live<'today'>(tasksUnread, () => ({
  name: 'today',
  args: [startOfDay(day.value, settings.value.zone)],
}));

/** The last lines of the feed. */
export const activity = live<'activity'>([], () => ({ name: 'activity', args: [12] }));

/** Nobody has been hired: the first run. */
export const isEmpty = computed(() => agents.value !== agentsUnread && activeAgents.value.length === 0);
