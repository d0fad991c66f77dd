import type { Hlc } from '../domain/hlc';
import type { Id } from '../domain/id';
import { nanosPerDollar } from '../domain/money';
import { planFields, stepHandle, type NewPlanStep, type PlanField, type PlanStepRow } from '../domain/plan';
import { positionBetween } from '../lib/fraction';
import type { Workspace } from './open';
import { allSteps, inOrder, isText, userStamp } from './plans';
import { openAll, seal } from './seal';
import { add, envelope, freshId, stamp, stampKey, stampsOf } from './write';

/** An agent's plan, merged with what the user changed while it was made. */
interface PreparedPlan {
  task: Id<'task'>;
  fresh: Draft[];
  edits: { row: PlanStepRow; next: PlanStepRow; fields: PlanField[] }[];
  /** For the agent: what the user had changed meanwhile and so stays, then the plan as it is now. */
  notes: string[];
}

type Draft = Omit<PlanStepRow, 'born' | 'at' | 'v'>;

/**
 * Merges the whole plan as an agent hands it in. What it names is added or edited, in its order; what it knew and left
 * out is dropped, unless it is over. What the user has edited since `seen`, the stamp of the newest thing the agent could
 * know, stays as it is and is told.
 */
export async function preparePlanChange(
  ws: Workspace,
  { task, steps, seen }: { task: Id<'task'>; steps: readonly NewPlanStep[]; seen: Hlc },
): Promise<PreparedPlan> {
  const known = await openAll(await allSteps(ws, task));
  const merge = mergePlan(known, steps, { seen, owners: await ownersByName(ws), newId: () => freshId(ws), task });
  const [fresh, edits] = await Promise.all([
    Promise.all(merge.fresh.map(async row => ({ ...row, body: await seal(row.body) }))),
    Promise.all(merge.edits.map(async edit => ({ ...edit, next: { ...edit.next, body: await seal(edit.next.body) } }))),
  ]);
  return { task, fresh, edits, notes: [...merge.notes, planNow(known, merge)] };
}

/**
 * Writes a prepared plan inside a transaction over `plan-step`. A step that was edited since it was prepared stays as it
 * is: only the user can have done that.
 */
export async function applyPlanChange(ws: Workspace, { task, fresh, edits }: PreparedPlan): Promise<void> {
  const seen = (await ws.db['plan-step'].where('task').equals(task).toArray()).flatMap(stampsOf);
  for (const { row, next, fields } of edits) {
    const now = await ws.db['plan-step'].get(row.id);
    if (!now || stampKey(now) !== stampKey(row)) continue;
    const edited = stamp(ws, seen);
    const names = fields.map(field => (isText(field) ? `body.${field}` : field));
    await ws.db['plan-step'].put({
      ...next,
      edits: { ...now.edits, ...Object.fromEntries(names.map(name => [name, edited])) },
    });
  }
  for (const row of fresh) await add(ws, 'plan-step', { ...row, ...envelope(ws, row.id, seen) });
}

/** The ids of agents by name, lower-case. */
async function ownersByName(ws: Workspace): Promise<Map<string, Id<'agent'>>> {
  const agents = await openAll((await ws.db.agent.toArray()).filter(row => !row.gone));
  return new Map(agents.map(row => [row.body.name.toLowerCase(), row.id]));
}

interface MergeFacts {
  task: Id<'task'>;
  seen: Hlc;
  owners: ReadonlyMap<string, Id<'agent'>>;
  newId: () => Id<'plan-step'>;
}

type Merged = Pick<PreparedPlan, 'fresh' | 'edits' | 'notes'>;

/** The merge itself; `known` in order, with removed ones, bodies open. */
function mergePlan(known: readonly PlanStepRow[], steps: readonly NewPlanStep[], facts: MergeFacts): Merged {
  const left = new Map(known.filter(row => !row.gone).map(row => [row.id, row]));
  const removed = known.filter(row => row.gone);
  const merged: Merged = { fresh: [], edits: [], notes: [] };
  const taken = known.map(row => row.position);
  let above: string | undefined;
  for (const step of steps) {
    const row = take(left, step);
    if (!row && removed.some(one => means(one, step, facts.seen))) {
      merged.notes.push(`The user removed the step “${step.title}”; it stays removed.`);
      continue;
    }
    const wanted = wantedFields(step, facts.owners, merged.notes);
    const keeps = row && ((above ?? '') < row.position || isNews(row, 'position', facts.seen));
    const position = keeps ? row.position : positionBetween(above, next(taken, above));
    taken.push(position);
    if (row) editStep(merged, row, { ...wanted, position }, facts.seen);
    else merged.fresh.push(newStep(facts, wanted, position));
    if ((above ?? '') < position) above = position;
  }
  for (const row of left.values()) dropStep(merged, row, facts.seen);
  return merged;
}

/** The step the agent means: by id, else by its title. Each is meant once. */
function take(left: Map<string, PlanStepRow>, step: NewPlanStep): PlanStepRow | undefined {
  const rows = [...left.values()];
  const row = rows.find(one => isCalled(one, step)) ?? rows.find(one => one.body.title === step.title);
  if (row) left.delete(row.id);
  return row;
}

const isCalled = (row: PlanStepRow, step: NewPlanStep) => step.id === row.id || step.id === stepHandle(row.id);

/** Whether the agent goes on with a step that the user removed, by id or because it could not know. */
function means(row: PlanStepRow, step: NewPlanStep, seen: Hlc): boolean {
  return isCalled(row, step) || (row.body.title === step.title && (row.edits?.['gone'] ?? '') > seen);
}

type Wanted = Pick<PlanStepRow, 'state' | 'owner' | 'estimate'> & PlanStepRow['body'];

function wantedFields(step: NewPlanStep, owners: MergeFacts['owners'], notes: string[]): Wanted {
  const { title, state, test, reason, estimate } = step;
  const owner = step.owner === 'user' ? 'user' : owners.get(step.owner?.toLowerCase() ?? '');
  if (step.owner !== undefined && !owner)
    notes.push(`Step “${title}”: there is no agent named “${step.owner}”, so its owner was not set.`);
  return {
    title,
    state,
    ...(test === undefined ? {} : { test }),
    ...(reason === undefined ? {} : { reason }),
    ...(owner ? { owner } : {}),
    ...(estimate === undefined ? {} : { estimate: Math.round(estimate * nanosPerDollar) }),
  };
}

function newStep({ task, newId }: MergeFacts, wanted: Wanted, position: string): Draft {
  const { title, test, reason, ...plain } = wanted;
  return {
    id: newId(),
    task,
    position,
    ...plain,
    body: { title, ...(test === undefined ? {} : { test }), ...(reason === undefined ? {} : { reason }) },
  };
}

/** Whether the user edited a field after the agent last looked. */
function isNews(row: PlanStepRow, field: PlanField, seen: Hlc): boolean {
  const edited = userStamp(row, field);
  return edited !== undefined && edited > seen;
}

/** Fields the agent leaves out stay as they are. */
function editStep(merged: Merged, row: PlanStepRow, wanted: Wanted & { position: string }, seen: Hlc): void {
  const next: PlanStepRow = { ...row, body: { ...row.body } };
  const fields: PlanField[] = [];
  for (const field of Object.keys(wanted) as (keyof typeof wanted)[]) {
    const before = isText(field) ? row.body[field] : row[field];
    if (before === wanted[field]) continue;
    if (isNews(row, field, seen)) {
      merged.notes.push(kept(row, field));
      continue;
    }
    Object.assign(isText(field) ? next.body : next, { [field]: wanted[field] });
    fields.push(field);
  }
  if (fields.length > 0) merged.edits.push({ row, next, fields });
}

/** What an agent leaves out of its plan is dropped where all can see it. */
function dropStep(merged: Merged, row: PlanStepRow, seen: Hlc): void {
  if (row.state !== 'open' && row.state !== 'doing') return;
  const isUnseen = planFields.some(field => isNews(row, field, seen));
  if (isUnseen) merged.notes.push(`The user added or changed the step “${row.body.title}” meanwhile; it stays.`);
  else editStep(merged, row, { title: row.body.title, state: 'dropped', position: row.position }, seen);
}

function kept(row: PlanStepRow, field: PlanField): string {
  const now = isText(field) ? row.body[field] : field === 'state' ? row.state : undefined;
  const to = now === undefined ? '' : ` to “${now}”`;
  return `The user changed the ${field} of step “${row.body.title}” meanwhile${to}; that stays.`;
}

/** The plan after the merge, with the handles its steps go by. */
function planNow(known: readonly PlanStepRow[], { fresh, edits }: Merged): string {
  const edited = new Map(edits.map(({ next: row }) => [row.id, row]));
  const rows = [...known.filter(row => !row.gone).map(row => edited.get(row.id) ?? row), ...fresh];
  const lines = rows
    .filter(row => row.state !== 'dropped')
    .sort(inOrder)
    .map(row => `${stepHandle(row.id)} [${row.state}] ${row.body.title}`);
  return ['The plan now, each step with its id:', ...lines].join('\n');
}

/** The first position above another. */
const next = (taken: readonly string[], above = ''): string | undefined =>
  taken.filter(position => position > above).sort()[0];
