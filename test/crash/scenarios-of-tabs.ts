import { countOf } from './journal';
import { doneOnce, give, same } from './point';
import type { Scenario } from './scenario';
import { until } from './until';

/** Who leads: scenarios 28, 29 and 32. */

const intended = {
  store: 'event',
  where: { kind: 'act-intent', does: 'model-call' },
  when: 'after the commit',
} as const;

/** Ten seconds of silence make another tab lead; a busy machine counts them slowly. */
const sleeps = 45_000;

export const tabScenarios: readonly Scenario[] = [
  {
    number: 28,
    name: 'two tabs, the leader is closed',
    async play(rig) {
      const leader = rig.page;
      const stopped = await rig.stopAt(intended);
      const follower = await rig.openTab();
      await give(rig, 'Say it for both tabs');
      await stopped();
      const before = await rig.journal();
      await leader.close();
      rig.goOnIn(follower);
      const closed = Date.now();
      await until(
        'the other tab leads',
        async () => countOf(await rig.journal(), 'run-leased') > countOf(before, 'run-leased'),
      );
      const took = Date.now() - closed;
      await rig.settle();
      return { faults: [], note: `led again after ${took} ms` };
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 29,
    name: 'the leader is frozen, and thaws when another leads',
    async play(rig) {
      const stopped = await rig.stopAt({ ...intended, wakes: sleeps });
      const follower = await rig.openTab();
      await give(rig, 'Say it although I sleep');
      await stopped();
      const woken = Date.now() + sleeps;
      const frozen = rig.page;
      rig.goOnIn(follower);
      await rig.settle();
      const journal = await rig.journal();
      const faults = same('it thaws after the other has led', Date.now() < woken, true);
      // What it had begun it now tries to end: nothing of it may be sent or written.
      await new Promise(resolve => setTimeout(resolve, Math.max(0, woken - Date.now()) + 4_000));
      const later = await rig.journal();
      await frozen.close();
      return {
        faults: [
          ...faults,
          ...same('leaders', new Set(journal.event.map(row => row.epoch).filter(epoch => epoch > 0)).size, 2),
          ...same('events after the thaw', later.event.length, journal.event.length),
        ],
      };
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 32,
    name: 'the vault is locked when the app is opened again',
    async play(rig) {
      const stopped = await rig.stopAt(intended);
      await give(rig, 'Say it when you have your key');
      await stopped();
      await rig.kill('browser killed');
      await rig.reopen({ unlock: false });
      await rig.settle(run => run.status.is === 'waiting' && run.status.for === 'key-locked');
      const said = await rig.screen();
      const faults = [
        ...same('calls while it is locked', rig.calls, 0),
        ...same('it says what it waits for', said.includes('waiting for your keys'), true),
      ];
      await rig.unlock();
      await rig.settle();
      return { faults };
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
];
