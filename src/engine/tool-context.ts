import type { Id } from '../domain/id';
import type { Colleague, ToolContext } from '../domain/tool';
import { listFiles, readFileAt } from '../storage/artifacts';
import { planSteps } from '../storage/plans';
import type { Engine } from './engine';
import type { LeasedRun } from './leased-run';

/** What the tools of one run may read. */
export const toolContext = (
  { engine, row, abort }: LeasedRun,
  zone: string,
  colleagues: readonly Colleague[],
): ToolContext => contextFor(engine, row.task, { zone, abort, colleagues });

/** What a tool may read that works on a task. */
export function contextFor(
  { workspace, now }: Engine,
  task: Id<'task'>,
  given: Pick<ToolContext, 'zone' | 'abort' | 'colleagues'>,
): ToolContext {
  return {
    now,
    ...given,
    files: { list: () => listFiles(workspace), read: path => readFileAt(workspace, path) },
    plan: { steps: () => planSteps(workspace, task) },
  };
}
