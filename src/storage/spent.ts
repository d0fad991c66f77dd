import Dexie from 'dexie';
import { applies, countedCost, type BudgetRow } from '../domain/budget';
import type { WindowSpan } from '../domain/budget-window';
import type { NanoUsd } from '../domain/money';
import type { RunRow } from '../domain/run';
import { daySums } from './day-sums';
import type { Workspace } from './open';

/** What was spent in the days of a window: of the ledger's sums where they tell scopes apart, else of its runs. */
export async function spentIn(ws: Workspace, budget: BudgetRow, { from, to }: WindowSpan): Promise<NanoUsd> {
  const { scope, of = '' } = budget;
  if (scope === 'run' || scope === 'task') {
    const own = ws.db.run.where(scope === 'run' ? 'id' : 'task').equals(of);
    const below = ws.db.run.where('parent.above').equals(of);
    return spentByRuns(ws, (await Promise.all([own.toArray(), below.toArray()])).flat());
  }
  const rows = (await daySums(ws, from, to)).filter(({ day = to }) => day < to);
  return rows.filter(row => applies(budget, row)).reduce((sum, row) => sum + row.counted, 0);
}

/** By the entries of their calls: what a run shows as its cost is what it likely was, not the most it can have been. */
async function spentByRuns(ws: Workspace, runs: readonly RunRow[]): Promise<NanoUsd> {
  const ids = new Set<string>(runs.map(run => run.id));
  const counted = new Map<string, NanoUsd>();
  for (const conversation of new Set(runs.map(run => run.conversation))) {
    const index = ws.db.cost.where('[conversation+born]');
    const entries = await index.between([conversation, Dexie.minKey], [conversation, Dexie.maxKey]).toArray();
    for (const entry of entries)
      if (entry.run && ids.has(entry.run)) counted.set(entry.corrects ?? entry.id, countedCost(entry));
  }
  return [...counted.values()].reduce((sum, cost) => sum + cost, 0);
}
