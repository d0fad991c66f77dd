import { give, doneOnce, same, type Point } from './point';
import type { Journal } from './journal';
import type { Rig } from './rig';

/** From the composer to the lease: points 1 to 4. */

const text = 'Say good morning';

function nothing(journal: Journal): string[] {
  return [
    ...same('tasks', journal.task.length, 0),
    ...same('runs', journal.run.length, 0),
    ...same('conversations', journal.conversation.length, 0),
    ...same('messages', journal.message.length, 0),
  ];
}

/** Nothing of it is there, and its text stands in the composer again. */
async function back(journal: Journal, rig: Rig): Promise<string[]> {
  await rig.app.open();
  const composer = rig.page.getByRole('textbox', { name: 'New task' });
  return [...nothing(journal), ...same('the composer', await composer.inputValue(), text)];
}

const sendAgain = async (rig: Rig): Promise<void> => {
  await rig.page.getByRole('button', { name: 'Give the task' }).click();
  await rig.page.waitForURL(/#\/conversation\//);
};

export const queuePoints: readonly Point[] = [
  {
    number: 1,
    name: 'before the task is committed',
    async reach(rig) {
      const stopped = await rig.stopAt({ store: 'task', when: 'in the put' });
      await give(rig, text);
      await stopped();
    },
    found: back,
    goOn: sendAgain,
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 2,
    name: 'the task is written, its run is not',
    async reach(rig) {
      const stopped = await rig.stopAt({ store: 'run', when: 'in the put' });
      await give(rig, text);
      await stopped();
    },
    // One transaction holds both: there is no task without its run.
    found: back,
    goOn: sendAgain,
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 3,
    name: 'the run is queued, not leased',
    async reach(rig) {
      const stopped = await rig.stopAt({ store: 'event', where: { kind: 'run-queued' }, when: 'after the commit' });
      await give(rig, text);
      await stopped();
    },
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 4,
    name: 'the lease is written, no act',
    async reach(rig) {
      const stopped = await rig.stopAt({ store: 'event', where: { kind: 'run-leased' }, when: 'after the commit' });
      await give(rig, text);
      await stopped();
    },
    holds: (journal, rig) => {
      const leases = journal.event.filter(row => row.event.kind === 'run-leased');
      const epochs = new Set(leases.map(row => row.epoch));
      return [...doneOnce(journal, rig, { calls: 1 }), ...same('another leader took it up', epochs.size > 1, true)];
    },
  },
];
