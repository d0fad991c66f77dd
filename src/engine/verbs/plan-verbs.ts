import type { Id } from '../../domain/id';
import { nanosPerDollar } from '../../domain/money';
import { stepHandle, type PlanStepRow } from '../../domain/plan';
import { namesOf } from '../../storage/agents';
import { addPlanStep, editPlanStep } from '../../storage/plans';
import { openRuns } from '../../storage/runs';
import { prepareSteering } from '../../storage/steer';
import type { Together } from '../../storage/write';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

/** Begins what the agent is told; a newer note takes the place of one it has not read. */
const planNote = 'This is the plan now, as I want it:';

const ownedBy = (owner: PlanStepRow['owner']) => (owner === undefined || owner === 'user' ? [] : [owner]);

/** A step as the agent is told of it, with the handle it is called by. */
function lineOf({ id, state, owner, estimate, body }: PlanStepRow, names: ReadonlyMap<string, string>): string {
  const who = owner === 'user' ? 'user' : owner && names.get(owner);
  const facts = [
    who ? `owner: ${who}` : '',
    body.test ? `done when: ${body.test}` : '',
    estimate === undefined ? '' : `estimate: $${estimate / nanosPerDollar}`,
  ].filter(Boolean);
  return `- ${stepHandle(id)} [${state}] ${body.title}${facts.length > 0 ? ` (${facts.join('; ')})` : ''}`;
}

type Names = 'addPlanStep' | 'editPlanStep';

/** What a screen does to plans. An agent at work on the task is told with the next call of its model. */
export function planVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    addPlanStep: (_, task, step) => addPlanStep(workspace, task, step, tell),
    editPlanStep: (_, id, fields) => editPlanStep(workspace, id, fields, tell),
  };

  /** A plan is never changed without what the agent is told of it, nor the reverse. */
  async function tell(task: Id<'task'>, steps: readonly PlanStepRow[]): Promise<Together> {
    const run = (await openRuns(workspace)).find(one => one.task === task);
    if (!run) return { tables: [], write: () => Promise.resolve() };
    const names = await namesOf(await workspace.db.agent.bulkGet(steps.flatMap(({ owner }) => ownedBy(owner))));
    const lines = steps.map(step => lineOf(step, names));
    return prepareSteering(workspace, run.id, [{ kind: 'text', text: `${planNote}\n${lines.join('\n')}` }], {
      replaces: planNote,
      quiet: true,
    });
  }
}
