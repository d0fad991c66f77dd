import type { Id } from '../domain/id';
import type { Workspace } from './open';
import { appendEvents, openRuns } from './runs';

/** Stops whatever is at work in a conversation, and what that began. */
export async function stopRunsIn(ws: Workspace, conversation: Id<'conversation'>): Promise<void> {
  for (const run of await openRuns(ws))
    if (run.conversation === conversation && !run.cancelling)
      await appendEvents(ws, 0, run.id, [{ kind: 'cancel-requested' }]);
}
