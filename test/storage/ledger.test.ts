import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Basis } from '../../src/domain/cost-entry';
import { derivedId, newId } from '../../src/domain/id';
import { entryHash, genesis } from '../../src/storage/chain';
import { bookCost, costId, costTables, prepareBooking, writeLateUsage } from '../../src/storage/costs';
import { commit } from '../../src/storage/commit';
import { rebuildRollups } from '../../src/storage/rollups';
import { seededRandom } from '../domain/random';
import { costOf, freshWorkspace, hire, say } from './workspace-fixture';

/** A call that is booked, or usage of one that comes late, in one of two tabs; a few acts, so that they meet. */
const booking = fc.record({
  late: fc.boolean(),
  tab: fc.constantFrom(0, 1),
  /** The sums are built anew before, as a check of the workspace may do. */
  rebuilt: fc.boolean(),
  act: fc.nat(5),
  model: fc.constantFrom('a', 'b'),
  basis: fc.constantFrom<Basis>('reported', 'priced', 'estimated', 'unknown', 'simulated'),
  cost: fc.nat(1_000_000),
  output: fc.nat(5_000),
});

/** A tab goes on after the other has booked: its sums are not what it wrote last. */
const inTurns = [0, 1, 0].map((tab, act) => {
  const call = { late: false, rebuilt: false, model: 'a', basis: 'priced', cost: 7, output: 1 } as const;
  return { ...call, tab: tab === 0 ? (0 as const) : (1 as const), act };
});

test('whatever is booked in whatever order, in whichever tab: one entry an attempt, one unbroken chain, sums as if built anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(booking, { minLength: 1, maxLength: 12 }), async bookings => {
      const place = { scope: `/${crypto.randomUUID()}/`, id: newId<'workspace'>(0, seededRandom(1)) };
      const tabs = [await freshWorkspace(place), await freshWorkspace(place)] as const;
      const [ws] = tabs;
      const { run } = await say(ws, await hire(ws), 'x');
      const row = await ws.db.run.get(run);
      if (!row) throw new Error('no run');
      const surprises: number[] = [];
      for (const { late, tab, rebuilt, act, model, basis, cost, output } of bookings) {
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
      const sums = await ws.db.rollup.toArray();
      await rebuildRollups(ws);
      expect((await ws.db.rollup.toArray()).filter(sum => sum.calls > 0)).toEqual(sums.filter(sum => sum.calls > 0));
    }),
    { numRuns: 25, examples: [[inTurns]] },
  );
});
