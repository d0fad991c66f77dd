import { turnClock } from '../support/data-worker';
import type { Journal } from './journal';
import { doneOnce, give, same } from './point';
import { approve, giveAndWait } from './points-of-approval';
import type { Scenario } from './scenario';
import { until } from './until';

/** What the device does to a run: scenarios 31, 33 and 34. */

const hour = 3_600_000;
/** Chromium asks for the room on the disk again after half a minute at the latest. */
const forgetsRoomAfter = 32_000;

export const deviceScenarios: readonly Scenario[] = [
  {
    number: 31,
    name: 'the disk is full when the journal is written',
    async play(rig) {
      const stopped = await rig.stopAt({
        store: 'event',
        where: { kind: 'run-leased' },
        when: 'after the commit',
        wakes: forgetsRoomAfter + 6_000,
      });
      await give(rig, 'Say it when there is a place for it');
      await stopped();
      await rig.fillDisk(true);
      await new Promise(resolve => setTimeout(resolve, forgetsRoomAfter + 12_000));
      const full = await rig.journal();
      const said = (await rig.page.locator('body').innerText()).includes('This browser is out of storage');
      const faults = [
        ...same('calls on a full disk', rig.calls, 0),
        ...same('acts on a full disk', full.act.length, 0),
        ...same('the screen says so', said, true),
      ];
      await rig.fillDisk(false);
      await rig.settle();
      return { faults };
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 33,
    name: 'offline',
    async play(rig) {
      // No service worker keeps it here: the screen that the task leads to must have come before.
      await give(rig, 'Say it first');
      await rig.settle();
      await rig.screen();
      await rig.begin();
      await rig.profile.context.setOffline(true);
      rig.loopback.setDown(true);
      await give(rig, 'Say it when you are back');
      await rig.settleGiven(run => run.status.is === 'waiting' && run.status.for === 'network');
      await rig.screen();
      await rig.app.main.getByText('waiting for the network').first().waitFor();
      const faults = same('calls while offline', rig.calls, 0);
      rig.loopback.setDown(false);
      await rig.profile.context.setOffline(false);
      await rig.settle();
      return { faults };
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 34,
    name: 'the clock jumps to another day and back in a run (there are no schedules yet)',
    async play(rig) {
      await giveAndWait(rig);
      await turnClock(rig.page, 26 * hour);
      await approve(rig);
      await rig.settle();
      await turnClock(rig.page, 0);
      await rig.app.ask('Say it with the old clock');
      await until('it is answered', () => rig.calls === 3);
      await rig.settle();
      return { faults: [] };
    },
    holds: (journal, rig) => [
      ...same('runs that succeeded', journal.run.filter(run => run.status.is === 'succeeded').length, 2),
      ...same('calls', rig.calls, 3),
      ...same('versions', journal.revision.length, 1),
      ...same('days in the ledger', new Set(journal.cost.map(entry => entry.dayUtc)).size, 2),
      ...same('days an entry goes back', goingBack(journal.cost), 0),
    ],
  },
];

/** Entries that were booked on an earlier day than one before them: books are not opened again for a clock put back. */
function goingBack(cost: Journal['cost']): number {
  const days = cost.toSorted((a, b) => a.seq - b.seq).map(entry => entry.dayUtc);
  return days.filter((day, index) => day < (days[index - 1] ?? '')).length;
}
