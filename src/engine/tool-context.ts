import type { ToolContext } from '../domain/tool';
import { listFiles, readFileAt } from '../storage/artifacts';
import { planSteps } from '../storage/plans';
import { readSettings } from '../storage/settings';
import type { LeasedRun } from './run';

/** What the tools of one run may read. */
export async function toolContext({ engine, row, abort }: LeasedRun): Promise<ToolContext> {
  const { workspace, now } = engine;
  const { zone } = await readSettings(workspace);
  return {
    now,
    zone,
    abort,
    files: { list: () => listFiles(workspace), read: path => readFileAt(workspace, path) },
    plan: { steps: () => planSteps(workspace, row.task) },
  };
}
