import type { CostEntryRow } from '../../domain/cost-entry';
import { AppError } from '../../domain/error';
import type { Day } from '../../domain/id';
import type { Price } from '../../domain/price';
import { quoteTask } from '../../domain/quote';
import { repriced, type Repriced, type RepricingLine } from '../../domain/repricing';
import { costsOfAlikeTasks } from '../../storage/alike-tasks';
import { wakeForBudgets } from '../../storage/budgets';
import { billFile, forgetBill, keepBill } from '../../storage/compared-bills';
import { countedEntries } from '../../storage/ledger-days';
import { reprice } from '../../storage/repricing';
import type { Engine } from '../engine';
import { priceOf } from '../price-of';
import type { VerbHandlers } from '../serve-door';

type Names = 'readBill' | 'forgetBill' | 'quoteTask' | 'previewRepricing' | 'reprice';

/** What a screen does with what was spent. */
export function costVerbs(engine: Engine): Pick<VerbHandlers, Names> {
  const { workspace } = engine;
  return {
    async readBill(work, bill, reading) {
      const { readBill } = await import('../../exchange/bill');
      const file = typeof bill === 'string' ? await billFile(workspace, bill) : bill;
      if (!file) throw new AppError('not-found', { parameters: { what: 'bill' } });
      const answer = await readBill(workspace, file, reading, work);
      if (answer.is === 'compared')
        await keepBill(workspace, file, answer.comparison, reading === 'ask' ? undefined : reading);
      return answer;
    },
    forgetBill: (_, provider, forget) => forgetBill(workspace, provider, forget),
    quoteTask: async (_, agent) => quoteTask(await costsOfAlikeTasks(workspace, agent)),
    previewRepricing: async ({ abort }, from, to) => linesOf(await changesIn(engine, from, to, abort)),
    async reprice({ abort }, from, to) {
      const count = await reprice(workspace, await changesIn(engine, from, to, abort), abort);
      await wakeForBudgets(workspace);
      return count;
    },
  };
}

interface Change {
  entry: CostEntryRow;
  to: Repriced;
}

/** What today's prices change in the figures that count. */
async function changesIn(engine: Engine, from: Day, to: Day, abort: AbortSignal): Promise<Change[]> {
  const prices = new Map<string, Price | undefined>();
  const changes: Change[] = [];
  for (const entry of await countedEntries(engine.workspace, from, to, abort)) {
    const { connection, model } = entry;
    const key = `${connection}|${model}`;
    if (!prices.has(key)) prices.set(key, await priceOf(engine, { connection, model }));
    const price = prices.get(key);
    const changed = price && repriced(entry, price);
    if (changed) changes.push({ entry, to: changed });
  }
  return changes;
}

function linesOf(changes: readonly Change[]): RepricingLine[] {
  const lines = new Map<string, RepricingLine>();
  for (const { entry, to } of changes) {
    const { connection, model } = entry;
    const key = `${connection}|${model}`;
    const known = lines.get(key) ?? { connection, model, calls: 0, unknown: 0, before: 0, after: 0, source: to.source };
    lines.set(key, {
      ...known,
      calls: known.calls + 1,
      unknown: known.unknown + (entry.cost === undefined ? 1 : 0),
      before: known.before + (entry.cost ?? 0),
      after: known.after + to.cost,
    });
  }
  return [...lines.values()].sort((a, b) => b.after - a.after);
}
