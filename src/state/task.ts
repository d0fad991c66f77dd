import type { TaskDetail } from '../storage/queries';
import { live } from './live';
import { place } from './place';

export type { TaskDetail };

/** What `task` holds until the first answer. */
export const taskUnread = null;

/** The task on screen; `undefined` where there is none. */
export const task = live<'task', typeof taskUnread>(taskUnread, () => {
  const here = place.value;
  return here.at === 'task' ? { name: 'task', args: [here.id] } : undefined;
});

/** Its runs, the newest first. */
export const taskRuns = live<'runs'>([], () => {
  const here = place.value;
  return here.at === 'task' ? { name: 'runs', args: [here.id] } : undefined;
});
