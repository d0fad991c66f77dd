import { go } from '../../state/place';
import { taskHere } from '../../state/plan';

/** Goes to the task that is worked on here: what it waits for, its plan, runs and what all of it cost. */
export function openTask(): void {
  const id = taskHere.peek();
  if (id) go({ at: 'task', id });
}
