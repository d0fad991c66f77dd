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

/** Milliseconds to the costs of the last 30 days: by the query of the screen, and by a scan of the ledger. */
export async function dashboard(): Promise<{ rollups: number; scan: number }> {
  if (!year) throw new Error('fill first');
  const ws = year;
  const [from, to] = [dayOf(365 - 30), dayOf(364)];
  let [kept, scanned] = [0, 0];
  const rollups = await time(async () => {
    for (const { cost } of await costQueries(ws).costDays(from, to)) kept += cost;
  });
  const scan = await time(async () => {
    let after = '';
    for (;;) {
      const page: CostEntryRow[] = await ws.db.cost.where('born').above(after).limit(500).toArray();
      for (const { dayLocal, cost = 0 } of page) if (dayLocal >= from && dayLocal <= to) scanned += cost;
      if (page.length < 500) return;
      after = page.at(-1)?.born ?? '';
    }
  });
  if (kept !== scanned) throw new Error(`the sums say ${kept}, the ledger ${scanned}`);
  return { rollups, scan };
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
