import type { Id } from './id';
import type { NanoUsd } from './money';
import type { DocumentRow } from './row';

export const planStates = ['open', 'doing', 'done', 'failed', 'dropped'] as const;

export type PlanStepState = (typeof planStates)[number];

/** What can be edited of a step. */
export const planFields = ['title', 'test', 'reason', 'state', 'owner', 'estimate', 'position'] as const;

export type PlanField = (typeof planFields)[number];

/** One step of a task's plan: agent and user both edit it. */
export interface PlanStepRow extends DocumentRow<'plan-step'> {
  task: Id<'task'>;
  /** Fractional index among its siblings: compared as a string. */
  position: string;
  state: PlanStepState;
  /** Who does it; absent: the agent of the task. */
  owner?: Id<'agent'> | 'user';
  estimate?: NanoUsd;
  /** All, where the user made it: never edited. Whose an edit was, its stamps tell (`storage/plans.ts`). */
  byUser?: PlanField[];
  body: {
    title: string;
    /** How to see that it is done. */
    test?: string;
    /** Why it failed or was dropped. */
    reason?: string;
  };
}

/** A step as an agent hands it in. */
export interface NewPlanStep {
  /** The handle of a step it already knows. */
  id?: string;
  title: string;
  state: PlanStepState;
  test?: string;
  reason?: string;
  /** `user`, or the name of an agent. */
  owner?: string;
  /** US dollars. */
  estimate?: number;
}

/** What an agent calls a step: the random end of its id, which costs few tokens. */
export const stepHandle = (id: Id<'plan-step'>): string => id.slice(-6);
