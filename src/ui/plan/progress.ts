import type { PlanStepRow } from '../../state/plan';

/** How far a plan has come. Dropped steps count for nothing. */
interface Progress {
  done: number;
  all: number;
  /** What is being done, else what comes next. */
  now?: PlanStepRow;
  failed: PlanStepRow[];
}

export function progressOf(steps: readonly PlanStepRow[]): Progress {
  const kept = steps.filter(step => step.state !== 'dropped');
  const now = kept.find(step => step.state === 'doing') ?? kept.find(step => step.state === 'open');
  return {
    done: kept.filter(step => step.state === 'done').length,
    all: kept.length,
    failed: kept.filter(step => step.state === 'failed'),
    ...(now && { now }),
  };
}
