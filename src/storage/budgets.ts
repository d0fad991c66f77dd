import { ownerKey, type BudgetOwner, type BudgetRow } from '../domain/budget';
import type { RunEvent } from '../domain/event';
import { derivedId, type Id } from '../domain/id';
import { budgetTables } from './acts';
import { catchUp } from './budget-windows';
import { commit } from './commit';
import type { Workspace } from './open';
import { journalTables, record, withIds } from './runs';
import { add, envelope, patch } from './write';

/** A budget as the user sets it. */
export type NewBudget = BudgetOwner & Pick<BudgetRow, 'window' | 'limit' | 'warnAt' | 'consequence' | 'perCall'>;

/** The same on every device: one budget of an owner and a window. */
export const budgetId = ({ window, ...owner }: BudgetOwner & Pick<BudgetRow, 'window'>): Id<'budget'> =>
  derivedId('budget', `${ownerKey(owner)}|${window}`);

/** All budgets that hold. */
export const listBudgets = (ws: Workspace): Promise<BudgetRow[]> => ws.db.budget.filter(row => !row.gone).toArray();

/** Sets a budget, new or changed; what waited for room in one is weighed again. */
export async function setBudget(ws: Workspace, budget: NewBudget): Promise<void> {
  await commit(ws, [...journalTables, ...budgetTables], async () => {
    await put(ws, budget);
    await weighAgain(ws);
  });
}

async function put(ws: Workspace, budget: NewBudget): Promise<void> {
  const id = budgetId(budget);
  const known = await ws.db.budget.get(id);
  if (known) {
    const { limit, warnAt, consequence, perCall } = budget;
    await patch(ws, 'budget', id, { gone: false, limit, warnAt, consequence, perCall });
  } else await add(ws, 'budget', { ...envelope(ws, id), ...budget });
  if (known?.gone) await catchUp(ws, known);
}

/**
 * Lets what some agents may spend between them hold for others instead, in every window at once: no call finds neither.
 * What those spent in its time counts in it. Does nothing for the same agents.
 */
export async function changeTeam(
  ws: Workspace,
  from: readonly Id<'agent'>[],
  to: readonly Id<'agent'>[],
): Promise<void> {
  const before = ownerKey({ scope: 'team', members: from });
  if (before === ownerKey({ scope: 'team', members: to })) return;
  await commit(ws, [...journalTables, ...budgetTables], async () => {
    const budgets = await ws.db.budget.filter(row => !row.gone && ownerKey(row) === before).toArray();
    for (const { id, window, limit, warnAt, consequence, perCall } of budgets) {
      const terms = { window, limit, warnAt, consequence, ...(perCall === undefined ? {} : { perCall }) };
      await put(ws, { scope: 'team', members: to, ...terms });
      await patch(ws, 'budget', id, { gone: true });
    }
    await weighAgain(ws);
  });
}

/** Takes a budget away, or with `gone` false puts it back. Throws `not-found`. */
export async function dropBudget(ws: Workspace, id: Id<'budget'>, gone: boolean): Promise<void> {
  await commit(ws, [...journalTables, ...budgetTables], async () => {
    const known = await ws.db.budget.get(id);
    await patch(ws, 'budget', id, { gone });
    if (known?.gone && !gone) await catchUp(ws, known);
    await weighAgain(ws);
  });
}

/** Puts runs that wait for a budget back into the queue: a limit or a price has changed. */
export const wakeForBudgets = (ws: Workspace): Promise<void> => commit(ws, journalTables, () => weighAgain(ws));

/** Wakes them; to be called inside a transaction over `journalTables`. */
export async function weighAgain(ws: Workspace): Promise<void> {
  for (const run of await ws.db.run.where('phase').equals('waiting').toArray()) {
    if (run.status.is !== 'waiting' || run.status.for !== 'budget' || run.home !== ws.replica) continue;
    const asked = await ws.db.request.where('run').equals(run.id).toArray();
    const events = asked
      .filter(one => one.asks === 'budget' && one.status === 'open')
      .map((one): RunEvent => ({ kind: 'request-voided', request: one.id }));
    await record(ws, 0, run.id, withIds(ws, [...events, { kind: 'run-woken' }]));
  }
}
