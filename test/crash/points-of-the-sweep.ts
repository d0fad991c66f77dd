import { dataWorker } from '../support/data-worker';
import { give, same, type Point } from './point';
import type { Rig } from './rig';

/** What nothing needs any more is swept away: point 35. There are no snapshots: a run is always the fold of all its events. */

const day = 86_400_000;

export const sweepPoints: readonly Point[] = [
  {
    number: 35,
    name: 'a sweep of old manifests is half done',
    async reach(rig) {
      await give(rig, 'Calculate 6 * 7');
      await rig.settleGiven();
      // A year later what only replays the run may go: the first look remembers it, the next one takes it away.
      for (let tries = 0; tries < 5 && !(await isHurried(rig)); tries++)
        await rig.reopenWith(sweepAtOnce, { year: 400 * day, next: 2 * day });
      const stopped = await rig.stopAt({ store: 'payload', deletes: true, occurrence: 2, when: 'in the put' });
      await stopped();
    },
    holds: (journal, rig) => [
      ...same('runs', journal.run.length, 1),
      ...same('the run', journal.run[0]?.status.is, 'succeeded'),
      ...same('calls', rig.calls, 2),
      // The fold is compared with its row in every case; the texts are what a sweep must never take.
      ...same(
        'messages without their text',
        journal.message.filter(row => !journal.parts.get(row.id)?.length).length,
        0,
      ),
      ...same('manifests', journal.act.filter(act => act.manifest && journal.payloads.has(act.manifest)).length, 2),
    ],
  },
];

/** Whether the data worker was reached before it set the timer of its first sweep: who comes too late comes again. */
async function isHurried(rig: Rig): Promise<boolean> {
  const look = () => (globalThis as { sweepsAtOnce?: boolean }).sweepsAtOnce ?? false;
  const end = Date.now() + 4_000;
  while (Date.now() < end) {
    if (await (await dataWorker(rig.page)).evaluate(look)) return true;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return false;
}

/** Runs in the data worker: the sweep that comes after minutes and hours comes now, each look days after the one before. */
function sweepAtOnce({ year, next }: { year: number; next: number }): void {
  const later = globalThis.setTimeout;
  const now = Date.now;
  let ahead = 0;
  Date.now = () => now() + ahead;
  const patched = (work: () => void, after?: number) => {
    if (after === undefined || after < 100_000) return later(work, after);
    (globalThis as { sweepsAtOnce?: boolean }).sweepsAtOnce = true;
    return later(() => {
      ahead = ahead === 0 ? year : ahead + next;
      work();
    }, 6_000);
  };
  globalThis.setTimeout = Object.assign(patched, later);
}
