import type { DraftRow } from '../../src/storage/rows';
import { proseOf, type Scene } from '../support/loopback/scenarios';
import { countOf, type Journal } from './journal';
import { doneOnce, give, same, usedTools, type Point } from './point';
import type { Rig } from './rig';
import type { Stop } from './stop';
import { until } from './until';

/** Around a model call: points 5 to 10 and 24 to 26. */

/** Slow enough to be kept as it comes, and never at its end. */
const stalls: Scene = {
  kind: 'answer',
  text: proseOf(60),
  pace: 20,
  fault: { after: 24, how: 'hang' },
};

const intent: Stop = {
  store: 'event',
  where: { kind: 'act-intent', does: 'model-call' },
  when: 'after the commit',
};
const answered: Stop = { store: 'event', where: { kind: 'act-succeeded' }, when: 'in the put' };

/** Gives a task and waits until the data worker stands still. */
const stand = (stop: Stop, text: string) => async (rig: Rig) => {
  const stopped = await rig.stopAt(stop);
  await give(rig, text);
  await stopped();
};

/** The answer is there as far as it had come, marked as cut off, and priced as estimated. */
function keptPartial(journal: Journal, rig: Rig): string[] {
  const cut = journal.message.filter(row => row.cut === 'interrupted');
  return [
    ...same('cut answers', cut.length, 1),
    ...same('the run', journal.run[0]?.status.is, 'failed'),
    ...same('calls', rig.calls, 1),
    ...same('costs', journal.cost.length, 1),
    ...same('the cost is', journal.cost[0]?.basis, 'estimated'),
    ...same('the cost belongs to the answer', journal.cost[0]?.message, cut[0]?.id),
  ];
}

async function goOnWithIt(rig: Rig): Promise<void> {
  await rig.screen();
  await rig.page.getByRole('button', { name: 'Continue' }).click();
  await until('it goes on', () => rig.calls > 1);
}

const twoRuns = (journal: Journal, rig: Rig): string[] => [
  ...same('tasks', journal.task.length, 1),
  ...same('runs', journal.run.length, 2),
  ...same('succeeded', journal.run.filter(run => run.status.is === 'succeeded').length, 1),
  ...same('calls', rig.calls, 2),
];

const draftOf = (row: DraftRow) => row.body.parts;

export const modelPoints: readonly Point[] = [
  {
    number: 5,
    name: 'the intent is written, the request not sent',
    reach: stand(intent, 'Say it once'),
    holds: (journal, rig) => doneOnce(journal, rig, { calls: 1 }),
  },
  {
    number: 6,
    name: 'the request is sent, no byte is back',
    async reach(rig) {
      rig.queue({ kind: 'silence' });
      await give(rig, 'Say it twice');
      await until('the request is at the provider', () => rig.calls === 1);
    },
    holds: (journal, rig) => [
      ...doneOnce(journal, rig, { calls: 2, guessed: 1 }),
      ...same('attempts', journal.act[0]?.attempt, 2),
    ],
  },
  {
    number: 7,
    name: 'in mid stream',
    async reach(rig) {
      rig.queue(stalls);
      await give(rig, 'Tell me a story');
      await until('a part is kept', () => rig.hasDraft(row => draftOf(row).length > 0));
    },
    found: keptPartial,
    goOn: goOnWithIt,
    holds: twoRuns,
  },
  {
    number: 8,
    name: 'in the middle of a tool call',
    async reach(rig) {
      rig.queue({
        kind: 'answer',
        text: 'I calculate it.',
        tool: { name: 'calculate', input: { expression: '6*7' } },
        // Slow enough that each piece is kept as it comes; three words, then half of the call.
        pace: 1.5,
        fault: { after: 4, how: 'hang' },
      });
      await give(rig, 'What is six times seven?');
      await until('half a call is kept', () =>
        rig.hasDraft(row => draftOf(row).some(part => part.kind === 'tool-call')),
      );
    },
    found: (journal, rig) => [...keptPartial(journal, rig), ...usedTools(journal, 0)],
    goOn: goOnWithIt,
    holds: (journal, rig) => [...twoRuns(journal, rig), ...usedTools(journal, 0)],
  },
  {
    number: 9,
    name: 'the stream is at its end, the result not committed',
    reach: stand(answered, 'Say it again'),
    holds: (journal, rig) => [
      ...doneOnce(journal, rig, { calls: 2, guessed: 1 }),
      ...same('answers', journal.message.filter(row => row.role === 'agent').length, 1),
    ],
  },
  {
    number: 10,
    name: 'the answer is committed, its tools are not planned',
    reach: stand({ ...answered, when: 'after the commit' }, 'Calculate 6 * 7'),
    holds: (journal, rig) => [...doneOnce(journal, rig, { calls: 2 }), ...usedTools(journal, 1)],
  },
  {
    number: 24,
    name: 'money is set aside, the call not made',
    reach: stand({ store: 'reservation', when: 'after the commit' }, 'Say it for little money'),
    holds: (journal, rig) => [
      ...doneOnce(journal, rig, { calls: 1 }),
      ...same('set aside', journal.reservation.length, 0),
    ],
  },
  {
    number: 25,
    name: 'between the result and its cost',
    reach: stand({ store: 'cost', when: 'in the put' }, 'Say what it costs'),
    holds: (journal, rig) => [
      ...doneOnce(journal, rig, { calls: 2, guessed: 1 }),
      ...same('results', countOf(journal, 'act-succeeded'), 1),
      ...same('answers with a cost', journal.message.filter(row => row.cost !== undefined).length, 1),
    ],
  },
  {
    number: 26,
    name: 'stop is pressed, the abort under way',
    async reach(rig) {
      rig.queue(stalls);
      await give(rig, 'Tell me a story');
      await until('a part is kept', () => rig.hasDraft(row => draftOf(row).length > 0));
      const stopped = await rig.stopAt({
        store: 'event',
        where: { kind: 'cancel-requested' },
        when: 'after the commit',
      });
      await rig.app.stopButton.click();
      await stopped();
    },
    holds: (journal, rig) => [
      ...same('runs', journal.run.length, 1),
      ...same('the run', journal.run[0]?.status.is, 'cancelled'),
      ...same('calls', rig.calls, 1),
      ...same('costs', journal.cost.length, 1),
    ],
  },
];
