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
import { add, envelope, freshId, patch, stampKey, stampsOf, type Patch, type Together } from './write';

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
  return standing(await allSteps(ws, task));
}

const standing = (rows: readonly PlanStepRow[]) => openAll(rows.filter(row => !row.gone));

/** The same with those that were removed, bodies sealed. */
export async function allSteps(ws: Workspace, task: Id<'task'>): Promise<PlanStepRow[]> {
  return (await ws.db['plan-step'].where('task').equals(task).toArray()).sort(inOrder);
}

type Placed = Pick<PlanStepRow, 'id' | 'position'>;

/** Two devices may have chosen the same position. */
export const inOrder = (a: Placed, b: Placed): number =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : 1;

/** Prepares what is written together with a change of a plan, from the plan as it will be. */
type Telling = (task: Id<'task'>, steps: readonly PlanStepRow[]) => Promise<Together>;

const nothing: Telling = () => Promise.resolve({ tables: [], write: () => Promise.resolve() });

/** A step of the user's, at the end of the plan; what `tell` prepares is written with it, or neither is. */
export async function addPlanStep(
  ws: Workspace,
  task: Id<'task'>,
  { title, test, reason, state = 'open', ...rest }: PlanStepFields & { title: string },
  tell: Telling = nothing,
): Promise<Id<'plan-step'>> {
  const id = freshId<'plan-step'>(ws);
  const body = { title, ...(test ? { test } : {}), ...(reason ? { reason } : {}) };
  const sealed = await seal(body);
  for (;;) {
    const steps = await allSteps(ws, task);
    const position = positionBetween(steps.at(-1)?.position);
    const born = envelope(ws, id, steps.flatMap(stampsOf));
    const row: PlanStepRow = { ...born, task, position, state, ...rest, byUser: [...planFields], body: sealed };
    const together = await tell(task, [...(await standing(steps)), { ...row, body }]);
    const isWritten = await commit(ws, ['plan-step', ...together.tables], async again => {
      if (again && (await ws.db['plan-step'].get(id))) return true;
      if (!isSame(steps, await allSteps(ws, task))) return false;
      await add(ws, 'plan-step', row);
      await together.write();
      return true;
    });
    if (isWritten) return id;
  }
}

/** Whether nobody has changed a plan in between. */
const isSame = (before: readonly PlanStepRow[], now: readonly PlanStepRow[]): boolean =>
  before.length === now.length &&
  before.every((row, index) => {
    const other = now[index];
    return other !== undefined && row.id === other.id && stampKey(row) === stampKey(other);
  });

/** Where a step is moved, and whether it is removed. */
export interface PlanStepEdit extends PlanStepFields {
  /** Behind that step; to the front when null. */
  after?: Id<'plan-step'> | null;
  gone?: boolean;
}

/** An edit of the user's; what `tell` prepares is written with it, or neither is. Throws `not-found`. */
export async function editPlanStep(
  ws: Workspace,
  id: Id<'plan-step'>,
  edit: PlanStepEdit,
  tell: Telling = nothing,
): Promise<void> {
  const { after, gone, title, test, reason, ...plain } = edit;
  const body = defined({ title, test, reason });
  const { task } = (await ws.db['plan-step'].get(id)) ?? {};
  if (!task) throw new AppError('not-found', { parameters: { what: 'plan-step' } });
  for (let isWritten = false; !isWritten;) {
    const steps = await allSteps(ws, task);
    const position = after === undefined ? undefined : positionAfter(steps, id, after);
    const edited = [...Object.keys(plain), ...Object.keys(body), ...(position === undefined ? [] : ['position'])];
    const ofRow = {
      ...plain,
      ...(gone === undefined ? {} : { gone }),
      ...(position === undefined ? {} : { position }),
    };
    const opened = await openAll(steps);
    const become = opened.map(row => (row.id === id ? { ...row, ...ofRow, body: { ...row.body, ...body } } : row));
    const together = await tell(task, become.filter(row => !row.gone).sort(inOrder));
    const fields: Patch<PlanStepRow> = { ...ofRow, ...(Object.keys(body).length === 0 ? {} : { body }) };
    const mayStill = async () => (isWritten = isSame(steps, await allSteps(ws, task)));
    await patch(ws, 'plan-step', id, fields, { marks: edited.map(userMark), together, mayStill });
  }
}

function positionAfter(steps: readonly PlanStepRow[], id: Id<'plan-step'>, after: Id<'plan-step'> | null): string {
  const others = steps.filter(step => step.id !== id);
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
