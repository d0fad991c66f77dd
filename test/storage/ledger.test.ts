import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Basis, CostEntryRow } from '../../src/domain/cost-entry';
import { derivedId, newId } from '../../src/domain/id';
import { entryHash, genesis } from '../../src/storage/chain';
import { bookCost, costId, costTables, prepareBooking, writeLateUsage } from '../../src/storage/costs';
import { commit } from '../../src/storage/commit';
import { daySums } from '../../src/storage/day-sums';
import type { Workspace } from '../../src/storage/open';
import { rebuildRollups } from '../../src/storage/rollups';
import { setSetting } from '../../src/storage/settings';
import { seededRandom } from '../domain/random';
import { answer, costOf, freshWorkspace, handClock, hire, lead, say, sumsOf } from './workspace-fixture';

/** A call that is booked, or usage of one that comes late, in one of two tabs; a few acts, so that they meet. */
const booking = fc.record({
  late: fc.boolean(),
  tab: fc.constantFrom(0, 1),
  /** The sums are built anew before, as a check of the workspace may do. */
  rebuilt: fc.boolean(),
  /** Days that have passed since the one before. */
  days: fc.nat(9),
  act: fc.nat(5),
  model: fc.constantFrom('a', 'b'),
  basis: fc.constantFrom<Basis>('reported', 'priced', 'estimated', 'unknown', 'simulated'),
  cost: fc.nat(1_000_000),
  output: fc.nat(5_000),
});

/** A tab goes on after the other has booked: its sums are not what it wrote last. */
const inTurns = [0, 1, 0].map((tab, act) => {
  const call = { late: false, rebuilt: false, days: 0, model: 'a', basis: 'priced', cost: 7, output: 1 } as const;
  return { ...call, tab: tab === 0 ? (0 as const) : (1 as const), act };
});

test('whatever is booked in whatever order, in whichever tab: one entry an attempt, one unbroken chain, sums as if built anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booking, { minLength: 1, maxLength: 12 }), async bookings => {
      const { now, turn } = handClock();
      const place = { scope: `/${crypto.randomUUID()}/`, id: newId<'workspace'>(0, seededRandom(1)), now };
      const tabs = [await freshWorkspace(place), await freshWorkspace(place)] as const;
      const [ws] = tabs;
      const { run } = await say(ws, await hire(ws), 'x');
      const row = await ws.db.run.get(run);
      if (!row) throw new Error('no run');
      const surprises: number[] = [];
      for (const { late, tab, rebuilt, days, act, model, basis, cost, output } of bookings) {
        turn(days * 86_400_000);
        const its = tabs[tab];
        if (rebuilt) await rebuildRollups(tabs[0]);
        const known = basis === 'unknown' ? undefined : basis === 'simulated' ? 0 : cost;
        const entry = costOf(derivedId('act', String(act)), { model, basis, cost: known, usage: { input: 7, output } });
        if (late) await writeLateUsage(its, run, entry);
        else {
          const booking = await prepareBooking(its);
          const isBooked = (await ws.db.cost.get(costId(entry.act, entry.attempt))) !== undefined;
          const booked = commit(its, costTables, () => bookCost(its, row, booking, entry));
          const wasRefused = await booked.then(
            () => false,
            () => true,
          );
          if (wasRefused !== isBooked) surprises.push(act);
        }
      }
      // A second entry of an attempt is refused whole: chain and sums are as if it had never been tried.
      expect(surprises).toEqual([]);
      const entries = (await ws.db.cost.toArray()).sort((a, b) => a.seq - b.seq);
      const calls = entries.filter(entry => entry.kind === 'call').map(entry => entry.act);
      expect(new Set(calls).size).toBe(calls.length);
      expect(new Set(calls)).toEqual(new Set(bookings.map(({ act }) => derivedId('act', String(act)))));
      expect(entries.map(entry => entry.seq)).toEqual(entries.map((_, index) => index + 1));
      expect(entries.map(entry => entry.prev)).toEqual([genesis, ...entries.map(entry => entry.hash)].slice(0, -1));
      expect(entries.map(entry => entryHash(entry))).toEqual(entries.map(entry => entry.hash));
      const isReal = bookings.every(({ basis }) => basis !== 'simulated');
      expect(isReal && (await costsByDay(ws))).toEqual(isReal && byDay(entries));
      const sums = await sumsOf(ws);
      await rebuildRollups(ws);
      expect(await sumsOf(ws)).toEqual(sums);
    }),
    { numRuns: 25, examples: [[inTurns]] },
  );
});

test('an entry with its place in the chain and its sums is three requests of the database', async () => {
  // Dexie keeps the methods it finds when it opens a database.
  const asked = (['get', 'getAll', 'add', 'put', 'delete', 'count', 'openCursor'] as const).flatMap(method => [
    vi.spyOn(IDBObjectStore.prototype, method as 'get'),
    ...(method in IDBIndex.prototype ? [vi.spyOn(IDBIndex.prototype, method as 'get')] : []),
  ]);
  const ws = await freshWorkspace();
  const { run } = await say(ws, await hire(ws), 'x');
  const row = await ws.db.run.get(run);
  const held = { id: '', act: derivedId<'act'>('act', ''), attempt: 1, ceiling: 1, at: ws.now(), windows: [] };
  const booking = await prepareBooking(ws);
  const book = async (act: number) => {
    const cost = costOf(derivedId('act', String(act)));
    await commit(ws, costTables, async () => bookCost(ws, row, booking, cost, held));
  };
  await book(0);
  // Only of this database: those of the tests before may still be at work.
  const here = ({ mock }: (typeof asked)[number]) =>
    (mock.contexts as (IDBObjectStore | IDBIndex)[]).filter(
      at => ('objectStore' in at ? at.objectStore : at).transaction.db.name === ws.db.name,
    ).length;
  const count = () => asked.reduce((sum, method) => sum + here(method), 0);
  const before = count();
  for (let act = 1; act <= 20; act++) await book(act);
  const requests = count() - before;
  for (const method of asked) method.mockRestore();
  expect(requests).toBe(20 * 3);
});

test('what is told twice counts once', async () => {
  const ws = await freshWorkspace();
  const { run } = await say(ws, await hire(ws), 'x');
  const tell = (cost: number) => writeLateUsage(ws, run, costOf(derivedId('act', 'told'), { basis: 'reported', cost }));
  await tell(5);
  const [entries, last] = [await ws.db.cost.toArray(), (await ws.db.run.get(run))?.last];
  await tell(5);
  await tell(6);
  expect([await ws.db.cost.toArray(), (await ws.db.run.get(run))?.last]).toEqual([entries, last]);
});

test('a day of an older version, when each had a row of its own, counts beside the month it is in', async () => {
  const ws = await freshWorkspace();
  const { run } = await say(ws, await hire(ws), 'x');
  const row = await ws.db.run.get(run);
  const booking = await prepareBooking(ws);
  const book = (act: string) => async () => bookCost(ws, row, booking, costOf(derivedId('act', act)));
  await commit(ws, costTables, book('before'));
  const [sum] = await daySums(ws, '2026-11-25', '2026-11-25');
  if (!sum) throw new Error('no sum');
  await rebuildRollups(ws);
  await ws.db.rollup.clear();
  await ws.db.rollup.add(sum);
  await commit(ws, costTables, book('after'));
  expect(await costsByDay(ws)).toEqual({ '2026-11-25': 9_000_000 });
  expect(await daySums(ws, '2026-11-26', '2026-11-30')).toEqual([]);
});

/** What each day cost, by the sums. */
async function costsByDay(ws: Workspace): Promise<Record<string, number>> {
  const days: Record<string, number> = {};
  for (const { day = '', cost } of await daySums(ws, '0000-01-01', '9999-12-31')) days[day] = (days[day] ?? 0) + cost;
  return days;
}

/** The same by the ledger: of each call the last figure. */
function byDay(entries: readonly CostEntryRow[]): Record<string, number> {
  const counted = new Map(entries.map(entry => [entry.corrects ?? entry.id, entry]));
  const days: Record<string, number> = {};
  for (const { dayLocal, cost = 0 } of counted.values()) days[dayLocal] = (days[dayLocal] ?? 0) + cost;
  return days;
}

test('in a night of 25 hours each call is in one day, and the days add up to the ledger', async () => {
  const clock = handClock(Date.UTC(2026, 9, 24, 21, 30));
  const ws = await freshWorkspace({ now: clock.now });
  await setSetting(ws, 'zone', 'Europe/Berlin');
  const agent = await hire(ws);
  // Half past eleven; half past two, twice; half past eleven; half past midnight.
  for (const [hours, cost] of [0, 3, 1, 21, 1].map((ahead, at) => [ahead, 10 ** at] as const)) {
    clock.turn(hours * 3_600_000);
    const { run } = await say(ws, agent, 'Hello');
    await answer(ws, await lead(ws, run), run, 'Hi', { cost: { cost } });
  }
  const days = await daySums(ws, '2026-10-01', '2026-10-31');
  expect(days.map(({ day, calls, cost }) => [day, calls, cost])).toEqual([
    ['2026-10-24', 1, 1],
    ['2026-10-25', 3, 1_110],
    ['2026-10-26', 1, 10_000],
  ]);
});
