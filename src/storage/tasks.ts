import { needsUser, type RunRow, type RunStatus } from '../domain/run';
import type { TaskStatus } from '../domain/task';
import type { Workspace } from './open';
import { patchRow } from './write';

/** What a run's state means for its task. */
function taskStatusOf(status: RunStatus): TaskStatus {
  switch (status.is) {
    case 'queued':
      return 'ready';
    case 'running':
      return 'running';
    case 'waiting':
      return needsUser(status.for) ? 'needs-you' : 'running';
    case 'needs-decision':
      return 'needs-you';
    case 'succeeded':
      return 'done';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
  }
}

/** What goes on in a conversation, or with an agent. */
export type Doing = 'idle' | 'working' | 'waiting' | 'needs-you';

/** What open runs amount to, seen from whom they belong to: the most pressing one counts. */
export function doingOf(runs: readonly RunRow[]): Doing {
  const states = new Set(
    runs.map(run =>
      run.phase === 'waiting' && taskStatusOf(run.status) === 'running' ? 'waiting' : taskStatusOf(run.status),
    ),
  );
  if (states.has('needs-you')) return 'needs-you';
  if (states.has('running') || states.has('ready')) return 'working';
  return states.has('waiting') ? 'waiting' : 'idle';
}

/**
 * Brings a task's state in line with its newest run of this installation; to be called inside the transaction of the
 * run's event.
 */
export async function updateTask(ws: Workspace, run: RunRow): Promise<void> {
  const [runs, task] = await Promise.all([
    ws.db.run.where('task').equals(run.task).toArray(),
    ws.db.task.get(run.task),
  ]);
  if (runs.some(other => other.home === run.home && other.born > run.born)) return;
  const status = taskStatusOf(run.status);
  if (task && task.status !== status) await patchRow(ws, 'task', task, { status });
}
