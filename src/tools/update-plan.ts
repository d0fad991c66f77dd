import { planStates, type NewPlanStep, type PlanStepState } from '../domain/plan';
import type { Tool, ToolResult } from '../domain/tool';
import { fieldsOf, optionalText, wrong, type Input } from './input';

/** A plan with more steps is no longer read by anyone. */
const mostSteps = 50;

const stepFields = ['id', 'title', 'state', 'test', 'reason', 'owner', 'estimate'];

/** Hands in the whole plan of the task. */
export const updatePlan: Tool = {
  source: 'built-in',
  name: 'update_plan',
  description:
    'Sets the plan of this task, which the user sees and may edit at any time. Hand in the whole plan in order: steps you leave out are dropped. Use it for work of three steps or more: once before you begin, then whenever a step begins (doing), ends (done) or fails (failed, with the reason). What the user changes meanwhile stays, and you are told.',
  input: {
    type: 'object',
    properties: {
      steps: {
        type: 'array',
        maxItems: mostSteps,
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', description: 'Of a step that is in the plan already, as this tool told it.' },
            title: { type: 'string', description: 'What is done, in a few words.' },
            state: { type: 'string', enum: [...planStates] },
            test: { type: 'string', description: 'How to see that it is done.' },
            reason: { type: 'string', description: 'Why it failed or was dropped. Needed for failed.' },
            owner: { type: 'string', description: '“user”, or the name of an agent. You by default.' },
            estimate: { type: 'number', minimum: 0, description: 'What it will cost, in US dollars.' },
          },
          required: ['title', 'state'],
          additionalProperties: false,
        },
      },
    },
    required: ['steps'],
    additionalProperties: false,
  },
  effect: 'idempotent',
  reach: 'none',
  run(input): Promise<ToolResult> {
    const steps = parse(input);
    const done = steps.filter(({ state }) => state === 'done').length;
    return Promise.resolve({
      output: `The plan is set: ${steps.length} steps, ${done} done.`,
      changes: [{ kind: 'plan', steps }],
    });
  },
};

function parse(input: unknown): NewPlanStep[] {
  const { steps } = fieldsOf(input, ['steps']);
  if (!Array.isArray(steps)) throw wrong('steps must be a list');
  if (steps.length > mostSteps) throw wrong(`there may be at most ${mostSteps} steps; put small ones together`);
  return steps.map((step, index) => stepOf(fieldsOf(step, stepFields, `step ${index + 1}`), `step ${index + 1}`));
}

function stepOf(step: Input, where: string): NewPlanStep {
  const title = optionalText(step, 'title');
  if (title === undefined) throw wrong(`${where} must have a title`);
  const state = stateOf(step['state'], where);
  const [id, test, reason, owner] = (['id', 'test', 'reason', 'owner'] as const).map(name => optionalText(step, name));
  if (state === 'failed' && reason === undefined) throw wrong(`${where} failed: say why in its reason`);
  const estimate = estimateOf(step['estimate'], where);
  return {
    title,
    state,
    ...(id === undefined ? {} : { id }),
    ...(test === undefined ? {} : { test }),
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(estimate === undefined ? {} : { estimate }),
  };
}

function stateOf(value: unknown, where: string): PlanStepState {
  const state = planStates.find(one => one === value);
  if (!state) throw wrong(`the state of ${where} must be one of ${planStates.join(', ')}`);
  return state;
}

/** US dollars; more than a million is a slip. */
function estimateOf(value: unknown, where: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !(value >= 0 && value <= 1_000_000))
    throw wrong(`the estimate of ${where} must be a number of US dollars`);
  return value;
}
