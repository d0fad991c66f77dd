import type { Id } from './id';
import type { DocumentRow } from './row';

export type TaskStatus =
  | 'draft'
  | 'ready'
  | 'running'
  | 'needs-you'
  | 'in-review'
  | 'done'
  | 'rejected'
  | 'failed'
  | 'cancelled';

/** What the user wants done. A message sent to an agent is the smallest task: retrying it is another run of the same task. */
export interface TaskRow extends DocumentRow<'task'> {
  agent: Id<'agent'>;
  conversation?: Id<'conversation'>;
  project?: Id<'project'>;
  /** The user's message that asked for it. */
  message?: Id<'message'>;
  /** The run that asked for it, where that was not the user. */
  parent?: Id<'run'>;
  simulated: boolean;
  /** Derived: written in the transaction of the run event that changes it. */
  status: TaskStatus;
  body: { title: string; brief?: string; criteria?: string[] };
}

/** Instructions, files and memory shared by several conversations and tasks. */
export interface ProjectRow extends DocumentRow<'project'> {
  body: { name: string; instructions: string };
}
