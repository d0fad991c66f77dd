import { derivedId } from '../domain/id';
import type { SettingRow } from '../domain/setting';
import { budgetId, setBudget } from './budgets';
import type { Workspace } from './open';
import { openRow } from './seal';
import { patch } from './write';

/**
 * Up to version 0.1 a monthly figure was a setting that was only shown. It becomes the workspace's budget of a month, which
 * asks; where there is one already, or the figure was 0, it is just let go.
 */
export async function adoptMonthlyLimit(ws: Workspace): Promise<void> {
  const id = derivedId<'setting'>('setting', 'monthlyLimit');
  const row: SettingRow | undefined = await openRow(await ws.db.setting.get(id));
  if (!row || row.gone) return;
  const limit = Number(row.body.value);
  const budget = { scope: 'workspace', window: 'month' } as const;
  if (limit > 0 && !(await ws.db.budget.get(budgetId(budget))))
    await setBudget(ws, { ...budget, limit, warnAt: 80, consequence: 'ask' });
  await patch(ws, 'setting', id, { gone: true });
}
