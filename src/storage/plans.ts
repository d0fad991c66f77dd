import type { Id } from '../domain/id';
import type { PlanStepRow } from '../domain/plan';
import type { Workspace } from './open';
import { openAll } from './seal';

/** The steps of a task's plan, in order. */
export async function planSteps(ws: Workspace, task: Id<'task'>): Promise<PlanStepRow[]> {
  const rows = await ws.db['plan-step'].where('task').equals(task).toArray();
  const kept = rows.filter(row => !row.gone);
  return openAll(kept.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0)));
}
