import type { Id } from '../domain/id';
import type { Colleague, ToolContext } from '../domain/tool';
import { listFiles, readFileAt } from '../storage/artifacts';
import { planSteps } from '../storage/plans';
import { readSettings } from '../storage/settings';
import type { Engine } from './engine';
import type { LeasedRun } from './run';

/** What the tools of one run may read. */
export const toolContext = (
  { engine, row, abort }: LeasedRun,
  colleagues: readonly Colleague[],
): Promise<ToolContext> => contextFor(engine, row.task, abort, colleagues);

/** What a tool may read that works on a task. */
export async function contextFor(
  { workspace, now }: Engine,
  task: Id<'task'>,
  abort: AbortSignal,
  colleagues: readonly Colleague[] = [],
): Promise<ToolContext> {
  const { zone } = await readSettings(workspace);
  return {
    now,
    zone,
    abort,
    files: { list: () => listFiles(workspace), read: path => readFileAt(workspace, path) },
    plan: { steps: () => planSteps(workspace, task) },
    colleagues,
  };
}
