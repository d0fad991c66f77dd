import Dexie from 'dexie';
import { applies, countedCost, type BudgetRow } from '../domain/budget';
import { windowId, type BudgetWindowRow, type WindowSpan } from '../domain/budget-window';
import type { CostEntryRow } from '../domain/cost-entry';
import type { NanoUsd } from '../domain/money';
import type { RunRow } from '../domain/run';
import { daySums } from './day-sums';
import type { Workspace } from './open';

/**
 * What was spent in the days of a window, and how much of that was let through beside its limit: of the ledger's sums where
 * they tell scopes apart, else of its runs.
 */
export async function spentIn(
  ws: Workspace,
  budget: BudgetRow,
  span: WindowSpan,
): Promise<Pick<BudgetWindowRow, 'spent' | 'beside'>> {
  const { scope, of = '' } = budget;
  const { from, to } = span;
  const window = windowId(budget.id, from);
  if (scope === 'run' || scope === 'task') {
    const own = ws.db.run.where(scope === 'run' ? 'id' : 'task').equals(of);
    const below = ws.db.run.where('parent.above').equals(of);
    const runs = (await Promise.all([own.toArray(), below.toArray()])).flat();
    const ids = new Set<string>(runs.map(run => run.id));
    const isOwn = ({ run }: CostEntryRow) => run !== undefined && ids.has(run);
    return { spent: await spentByRuns(ws, runs, isOwn), beside: await spentBeside(ws, window, isOwn) };
  }
  const rows = (await daySums(ws, from, to)).filter(({ day = to }) => day < to);
  const spent = rows.filter(row => applies(budget, row)).reduce((sum, row) => sum + row.counted, 0);
  const isOwn = (entry: CostEntryRow) => applies(budget, entry) && from <= entry.dayLocal && entry.dayLocal < to;
  return { spent, beside: await spentBeside(ws, window, isOwn) };
}

/** By the entries of their calls: what a run shows as its cost is what it likely was, not the most it can have been. */
async function spentByRuns(
  ws: Workspace,
  runs: readonly RunRow[],
  isOwn: (entry: CostEntryRow) => boolean,
): Promise<NanoUsd> {
  const found: CostEntryRow[] = [];
  for (const conversation of new Set(runs.map(run => run.conversation))) {
    const index = ws.db.cost.where('[conversation+born]');
    found.push(...(await index.between([conversation, Dexie.minKey], [conversation, Dexie.maxKey]).toArray()));
  }
  return countedSum(found.filter(isOwn));
}

/** Only of what is in the sum, too: no file can say that a call stands beside the limit which is not counted at all. */
async function spentBeside(ws: Workspace, window: string, isOwn: (entry: CostEntryRow) => boolean): Promise<NanoUsd> {
  const calls = (await ws.db.cost.where('beside').equals(window).toArray()).filter(one => !one.corrects && isOwn(one));
  if (calls.length === 0) return 0;
  const ids = calls.map(({ id }) => id);
  const later = await ws.db.cost.where('corrects').anyOf(ids).toArray();
  return countedSum([...calls, ...later.sort((one, other) => (one.born < other.born ? -1 : 1))]);
}

/** Of each call the last figure; `entries` are in their order. */
function countedSum(entries: readonly CostEntryRow[]): NanoUsd {
  const counted = new Map(entries.map(entry => [entry.corrects ?? entry.id, countedCost(entry)]));
  return [...counted.values()].reduce((sum, cost) => sum + cost, 0);
}
