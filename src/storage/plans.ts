import { AppError } from '../domain/error';
import type { Hlc } from '../domain/hlc';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import { planFields, type PlanField, type PlanStepRow, type PlanStepState } from '../domain/plan';
import { defined } from '../lib/entries';
import { positionBetween } from '../lib/fraction';
import { commit } from './commit';
import type { Workspace } from './open';
import { openAll, seal } from './seal';
import { add, envelope, freshId, patch, stampsOf, type Patch } from './write';

/** What of a step can be edited. */
export interface PlanStepFields {
  title?: string;
  test?: string;
  reason?: string;
  state?: PlanStepState;
  owner?: Id<'agent'> | 'user';
  estimate?: NanoUsd;
}

/** The steps of a task's plan, in order. */
export async function planSteps(ws: Workspace, task: Id<'task'>): Promise<PlanStepRow[]> {
  return openAll((await allSteps(ws, task)).filter(row => !row.gone));
}

/** The same with those that were removed, bodies sealed. */
export async function allSteps(ws: Workspace, task: Id<'task'>): Promise<PlanStepRow[]> {
  return (await ws.db['plan-step'].where('task').equals(task).toArray()).sort(inOrder);
}

type Placed = Pick<PlanStepRow, 'id' | 'position'>;

/** Two devices may have chosen the same position. */
export const inOrder = (a: Placed, b: Placed): number =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1;

/** A step of the user's, at the end of the plan. */
export async function addPlanStep(
  ws: Workspace,
  task: Id<'task'>,
  { title, test, reason, state = 'open', ...rest }: PlanStepFields & { title: string },
): Promise<Id<'plan-step'>> {
  const id = freshId<'plan-step'>(ws);
  const body = await seal({ title, ...(test ? { test } : {}), ...(reason ? { reason } : {}) });
  await commit(ws, ['plan-step'], async () => {
    const steps = await allSteps(ws, task);
    const position = positionBetween(steps.at(-1)?.position);
    await add(ws, 'plan-step', {
      ...envelope(ws, id, steps.flatMap(stampsOf)),
      task,
      position,
      state,
      ...rest,
      byUser: [...planFields],
      body,
    });
  });
  return id;
}

/** Where a step is moved, and whether it is removed. */
export interface PlanStepEdit extends PlanStepFields {
  /** Behind that step; to the front when null. */
  after?: Id<'plan-step'> | null;
  gone?: boolean;
}

/** An edit of the user's. Returns the task whose plan it is. Throws `not-found`. */
export async function editPlanStep(ws: Workspace, id: Id<'plan-step'>, edit: PlanStepEdit): Promise<Id<'task'>> {
  const { after, gone, title, test, reason, ...plain } = edit;
  const row = await ws.db['plan-step'].get(id);
  if (!row) throw new AppError('not-found', { parameters: { what: 'plan-step' } });
  const position = after === undefined ? undefined : await positionAfter(ws, row, after);
  const body = defined({ title, test, reason });
  const edited = [...Object.keys(plain), ...Object.keys(body), ...(position === undefined ? [] : ['position'])];
  const marks = edited.map(userMark);
  const fields: Patch<PlanStepRow> = {
    ...plain,
    ...(gone === undefined ? {} : { gone }),
    ...(position === undefined ? {} : { position }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
  };
  await patch(ws, 'plan-step', id, fields, { marks });
  return row.task;
}

async function positionAfter(ws: Workspace, row: PlanStepRow, after: Id<'plan-step'> | null): Promise<string> {
  const others = (await allSteps(ws, row.task)).filter(step => step.id !== row.id);
  const at = others.findIndex(step => step.id === after);
  if (after !== null && at < 0) throw new AppError('not-found', { parameters: { what: 'plan-step' } });
  return positionBetween(others[at]?.position, others[at + 1]?.position);
}

/**
 * Beside the stamp of a field stands that of the user's last edit of it, each merged by itself: whoever's edit wins, it is
 * known whose it was, and no edit of another field takes that away.
 */
const userMark = (field: string) => `user${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;

/** The stamp of a field's last edit, when that was the user's. */
export function userStamp({ edits = {}, born, byUser }: PlanStepRow, field: PlanField): Hlc | undefined {
  const last = edits[isText(field) ? `body.${field}` : field] ?? born;
  if (edits[userMark(field)] === last) return last;
  // Of a step that the user made; a row of before there were marks has edited its list.
  return byUser?.includes(field) && last <= (edits['byUser'] ?? born) ? last : undefined;
}

export const isText = (field: PlanField): field is 'title' | 'test' | 'reason' =>
  field === 'title' || field === 'test' || field === 'reason';
