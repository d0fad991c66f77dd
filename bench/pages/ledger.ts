import type { ReservationRow } from '../../src/domain/budget';
import type { CostEntryRow } from '../../src/domain/cost-entry';
import type { RunRow } from '../../src/domain/run';
import { commit } from '../../src/storage/commit';
import { costQueries } from '../../src/storage/cost-queries';
import { bookCost, costTables, prepareBooking, type NewCost } from '../../src/storage/costs';
import type { Workspace } from '../../src/storage/open';
import { rebuildRollups } from '../../src/storage/rollups';
import { readRun, reservationId } from '../../src/storage/runs';
import { envelope, freshId } from '../../src/storage/write';
import { costOf, hire, say } from './talk';
import { newWorkspace } from './workspace';

const dayLength = 24 * 60 * 60 * 1_000;
const firstDay = Date.UTC(2026, 0, 1);
const dayOf = (number: number) => new Date(firstDay + number * dayLength).toISOString().slice(0, 10);

/**
 * Books `count` calls, each in a transaction of its own, in turns with a bare write of the same row to an equal table.
 * Milliseconds of each.
 */
export async function book(count: number): Promise<{ entry: number[]; bare: number[] }> {
  const [{ workspace }, { workspace: other }] = [await newWorkspace('/ledger/'), await newWorkspace('/bare/')];
  const { run } = await say(workspace, await hire(workspace), 'What does it cost?');
  const { row } = await readRun(workspace, run);
  const booking = await prepareBooking(workspace);
  const samples: { entry: number[]; bare: number[] } = { entry: [], bare: [] };
  for (let number = -10; number < count; number++) {
    const cost = costOf(freshId(workspace));
    const held = reservationOf(row, cost);
    const book = async () => bookCost(workspace, row, booking, cost, held);
    const entry = await time(() => commit(workspace, costTables, book));
    const written = await workspace.db.cost.orderBy('born').last();
    const bare = await time(() => other.db.transaction('rw', other.db.cost, () => other.db.cost.add(theRow(written))));
    if (number < 0) continue;
    samples.entry.push(entry);
    samples.bare.push(bare);
  }
  return samples;
}

/** What is set aside before a call that no budget limits: it is there whenever a call is booked. */
function reservationOf({ id: run, agent }: RunRow, { act, attempt }: NewCost): ReservationRow {
  return { id: reservationId(act, attempt), act, attempt, run, agent, ceiling: 9_000_000, at: Date.now(), windows: [] };
}

/** A ledger of `count` entries over a year: six agents, two models, 12 sums a day. The sums are built as a restore does. */
export async function fill(count: number): Promise<void> {
  const { workspace } = await newWorkspace('/year/');
  const { run } = await say(workspace, await hire(workspace), 'What did it cost?');
  const { row } = await readRun(workspace, run);
  const booking = await prepareBooking(workspace);
  await commit(workspace, costTables, async () => bookCost(workspace, row, booking, costOf(freshId(workspace))));
  const first = theRow(await workspace.db.cost.orderBy('born').last());
  const agents = Array.from({ length: 6 }, () => freshId<'agent'>(workspace));
  const entryAt = (number: number): CostEntryRow => ({
    ...first,
    ...envelope(workspace, freshId<'cost-entry'>(workspace)),
    seq: number + 2,
    dayLocal: dayOf(Math.floor((number / count) * 365)),
    agent: agents[number % agents.length] ?? first.agent,
    model: number % 4 < 3 ? 'claude-sonnet-5' : 'gpt-6-mini',
    conversation: row.conversation,
  });
  for (let from = 0; from < count; from += 500) {
    const page = Array.from({ length: Math.min(500, count - from) }, (_, at) => entryAt(from + at));
    await workspace.db.cost.bulkAdd(page);
  }
  await rebuildRollups(workspace);
  year = workspace;
}

let year: Workspace | undefined;

/** What a screen may ask of the year: a span of days, and what it is cut by. */
const cuts = {
  month: { from: dayOf(365 - 30), by: (row: Figures) => row.dayLocal },
  year: { from: dayOf(0), by: (row: Figures) => row.dayLocal.slice(0, 7) },
  cut: { from: dayOf(365 - 90), by: (row: Figures) => [row.dayLocal, row.agent, row.model].join('|') },
};

type Figures = Pick<CostEntryRow, 'dayLocal' | 'agent' | 'model' | 'cost'>;
type Cut = keyof typeof cuts;
const names = ['month', 'year', 'cut'] as const;

/**
 * Milliseconds to the costs of the last 30 days, of the year by month, and of 90 days by day, agent and model: by the
 * query of the screen; and by one scan of the ledger for all three. Throws where they do not say the same.
 */
export async function dashboard(): Promise<Record<Cut | 'scan', number>> {
  if (!year) throw new Error('fill first');
  const ws = year;
  const scanned = { month: new Map(), year: new Map(), cut: new Map() } as Record<Cut, Map<string, number>>;
  const scan = await time(async () => {
    let after = '';
    for (;;) {
      const page: CostEntryRow[] = await ws.db.cost.where('born').above(after).limit(500).toArray();
      for (const row of page) for (const name of names) count(scanned[name], name, row);
      if (page.length < 500) return;
      after = page.at(-1)?.born ?? '';
    }
  });
  const took = { scan, month: 0, year: 0, cut: 0 };
  for (const name of names) {
    const kept = new Map<string, number>();
    took[name] = await time(async () => {
      for (const { day = '', agent, model = '', cost } of await costQueries(ws).costDays(cuts[name].from, dayOf(364)))
        if (agent) count(kept, name, { dayLocal: day, agent, model, cost });
    });
    const differs = [...scanned[name]].find(([key, cost]) => kept.get(key) !== cost);
    if (differs || kept.size !== scanned[name].size)
      throw new Error(`the sums and the ledger differ: ${differs?.join()}`);
  }
  return took;
}

/** Adds a figure to its place in a cut, if it is in its days. */
function count(sums: Map<string, number>, name: Cut, row: Figures): void {
  const { from, by } = cuts[name];
  if (row.dayLocal < from) return;
  const key = by(row);
  sums.set(key, (sums.get(key) ?? 0) + (row.cost ?? 0));
}

async function time(work: () => PromiseLike<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function theRow(row: CostEntryRow | undefined): CostEntryRow {
  if (!row) throw new Error('no entry was written');
  return row;
}
