import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../src/domain/id';
import type { GraveRow } from '../../src/storage/rows';
import { rowsHere } from '../../src/storage/rows-here';
import { stage, stagedPages, stageHead, readStagedHead, sweepStaged, pageSize } from '../../src/storage/staging';
import { freshWorkspace, handClock } from './workspace-fixture';

const graveOf = (id: string): GraveRow => ({ id, of: 'agent', stamp: '' });

test('staged rows come back in the order of their keys, whatever they were kept together with', async () => {
  const ws = await freshWorkspace();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.nat(30), { maxLength: 20 }), { maxLength: 5 }), async slices => {
      const importId = newId<'import'>(ws.now(), ws.random);
      const seen = new Set<number>();
      let last = -1;
      for (const slice of slices) {
        const fresh = slice.filter(number => !seen.has(number) && seen.add(number));
        const rows = fresh.map(number => {
          const follows = number === last + 1;
          last = number;
          const key = String(number).padStart(4, '0');
          return { table: 'grave' as const, key, row: graveOf(key), follows };
        });
        await stage(ws, importId, rows);
      }
      const ids: string[] = [];
      for await (const page of stagedPages(ws, importId, 'grave')) ids.push(...page.map(({ id }) => id));
      expect(ids.map(Number)).toEqual([...seen].toSorted((one, other) => one - other));
    }),
    { numRuns: 30 },
  );
});

test('thousands of rows that may lie together are kept in few packs, and none is lost', async () => {
  const ws = await freshWorkspace();
  const rows = Array.from({ length: 5_001 }, (_, number) => {
    const key = String(number).padStart(6, '0');
    return { table: 'grave' as const, key, row: graveOf(key), follows: true };
  });
  await stage(ws, 'one', rows);
  expect(await ws.db.staged.count()).toBe(Math.ceil(rows.length / pageSize));
  const found: object[] = [];
  for await (const page of stagedPages(ws, 'one', 'grave')) found.push(...page);
  expect(found).toEqual(rows.map(({ row }) => row));
});

test('an import that nobody decided on is swept away after a day, a younger one is not', async () => {
  const clock = handClock();
  const ws = await freshWorkspace({ now: clock.now });
  const head = { exportedAt: 0, salts: [] };
  const old = newId<'import'>(ws.now(), ws.random);
  await stageHead(ws, old, head);
  clock.turn(23 * 60 * 60 * 1000);
  const young = newId<'import'>(ws.now(), ws.random);
  await stageHead(ws, young, head);
  await sweepStaged(ws);
  expect(await readStagedHead(ws, old)).toEqual(head);
  clock.turn(2 * 60 * 60 * 1000);
  await sweepStaged(ws);
  expect(await readStagedHead(ws, old)).toBeUndefined();
  expect(await readStagedHead(ws, young)).toEqual(head);
});

test('the rows that are here are found as if each was asked for', async () => {
  const ws = await freshWorkspace();
  const all = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
  await ws.db.grave.bulkAdd(all.filter((_, number) => number % 3 > 0).map(graveOf));
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(all, { maxLength: 12 }), async asked => {
      expect(await rowsHere(ws, 'grave', asked)).toEqual(await ws.db.grave.bulkGet(asked));
    }),
    { numRuns: 100 },
  );
});
