import { countedCost } from '../domain/budget';
import { noCosts, type CostEntryRow, type CostSum } from '../domain/cost-entry';
import type { Day } from '../domain/id';
import { keysOf } from '../lib/entries';
import { conversationRollupId } from './rollup-id';
import { monthOf, named, type SumsRow } from './sums-row';

const names = keysOf(noCosts);

/** What tells which sums an entry belongs to. */
type SumPlace = Pick<
  CostEntryRow,
  'basis' | 'dayLocal' | 'agent' | 'connection' | 'model' | 'purpose' | 'conversation'
>;

/** The rows an entry's sums lie in, empty. The demo team's calls are outside all sums. */
export function emptyRows({ basis, dayLocal, agent, connection, model, purpose, conversation }: SumPlace): SumsRow[] {
  if (basis === 'simulated') return [];
  const id = [monthOf(dayLocal), agent, connection, model, purpose].join('|');
  const month: SumsRow = { id, agent, connection, model, purpose, days: {} };
  if (!conversation) return [month];
  return [month, { id: conversationRollupId(conversation), scope: 'conversation', conversation, ...noCosts }];
}

/** A row with an entry in the sum of its day; `before` is the figure that it takes the place of. */
export function withEntry(row: SumsRow, day: Day, entry: CostEntryRow, before?: CostEntryRow): SumsRow {
  const figures = added(before ? added(figuresOf(row, day), before, -1) : figuresOf(row, day), entry, 1);
  if (!row.days) return { ...row, ...figures };
  return { ...row, days: { ...row.days, [day]: names.map(name => figures[name]) } };
}

function figuresOf(row: SumsRow, day: Day): CostSum {
  return row.days ? named(row.days[day] ?? []) : { ...noCosts, ...row };
}

function added(sum: CostSum, entry: CostEntryRow, sign: 1 | -1): CostSum {
  const { usage } = entry;
  return {
    calls: sum.calls + sign,
    unknown: sum.unknown + (entry.cost === undefined ? sign : 0),
    estimated: sum.estimated + (entry.basis === 'estimated' ? sign : 0),
    cost: sum.cost + sign * (entry.cost ?? 0),
    counted: sum.counted + sign * countedCost(entry),
    input: sum.input + sign * (usage?.input ?? 0),
    cacheRead: sum.cacheRead + sign * (usage?.cacheRead ?? 0),
    cacheWrite: sum.cacheWrite + sign * ((usage?.cacheWrite ?? 0) + (usage?.cacheWriteHour ?? 0)),
    cacheWriteHour: sum.cacheWriteHour + sign * (usage?.cacheWriteHour ?? 0),
    output: sum.output + sign * (usage?.output ?? 0),
  };
}
