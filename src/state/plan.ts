import { computed, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { PlanStepRow } from '../domain/plan';
import type { PlanStepFields } from '../engine/door';
import { conversation } from './conversation';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { PlanStepFields, PlanStepRow };
export type { PlanStepState } from '../domain/plan';

/** The task whose plan is on screen. */
export const taskHere: ReadonlySignal<Id<'task'> | undefined> = computed(() => {
  const [here, talk] = [place.value, conversation.value];
  return here.at === 'task' ? here.id : talk?.task;
});

const steps = live<'plan'>([], () => {
  const task = taskHere.value;
  return task && { name: 'plan', args: [task] };
});

/** The steps of the plan on screen, in order. */
export const planHere: ReadonlySignal<PlanStepRow[]> = computed(() => {
  const task = taskHere.value;
  return steps.value.filter(step => step.task === task); // those of the task before may still be there
});

export const addPlanStep = (task: Id<'task'>, step: PlanStepFields & { title: string }): Promise<Id<'plan-step'>> =>
  doors().engine.write('addPlanStep', task, step);

/** `after`: moves it behind that step, or to the front when null. */
export const editPlanStep = (
  id: Id<'plan-step'>,
  fields: PlanStepFields & { after?: Id<'plan-step'> | null; gone?: boolean },
): Promise<void> => doors().engine.write('editPlanStep', id, fields);
