import type { Id } from '../../domain/id';
import { addPlanStep, editPlanStep, planSteps } from '../../storage/plans';
import { openRuns } from '../../storage/runs';
import { steerRun } from '../../storage/steer';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** Begins what the agent is told; a newer note takes the place of one it has not read. */
const planNote = 'I changed the plan. It is now:';

type Names = 'addPlanStep' | 'editPlanStep';

/** What a screen does to plans. An agent at work on the task is told with the next call of its model. */
export function planVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    async addPlanStep(_, task, step) {
      const id = await addPlanStep(workspace, task, step);
      await tell(task);
      return id;
    },
    async editPlanStep(_, id, fields) {
      await tell(await editPlanStep(workspace, id, fields));
    },
  };

  async function tell(task: Id<'task'>): Promise<void> {
    const run = (await openRuns(workspace)).find(one => one.task === task);
    if (!run) return;
    const steps = await planSteps(workspace, task);
    const lines = steps.map(
      ({ state, body }) => `- [${state}] ${body.title}${body.test ? ` (done when: ${body.test})` : ''}`,
    );
    await steerRun(workspace, run.id, [{ kind: 'text', text: `${planNote}\n${lines.join('\n')}` }], {
      replaces: planNote,
      quiet: true,
    });
  }
}
