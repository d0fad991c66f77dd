import { doneOnce, give, same, usedTools, type Point } from './point';

/** Tools that only read or reckon: points 11 and 15. */

const toolIntent = { kind: 'act-intent', does: 'tool-call' } as const;

export const toolPoints: readonly Point[] = [
  {
    number: 11,
    name: 'the intent of a pure tool is being written',
    async reach(rig) {
      const stopped = await rig.stopAt({ store: 'event', where: toolIntent, when: 'in the put' });
      await give(rig, 'Calculate 6 * 7');
      await stopped();
    },
    holds: (journal, rig) => [...doneOnce(journal, rig, { calls: 2 }), ...usedTools(journal, 1)],
  },
  {
    number: 15,
    name: 'one of three tools is done',
    async reach(rig) {
      // The one in the middle does not exist, so the three are not done together.
      rig.queue({
        kind: 'answer',
        text: 'Three at once.',
        tool: { name: 'calculate', input: { expression: '1 + 1' } },
        also: [
          { name: 'divine', input: {} },
          { name: 'calculate', input: { expression: '2 + 2' } },
        ],
      });
      const stopped = await rig.stopAt({ store: 'event', where: toolIntent, when: 'after the commit' });
      await give(rig, 'Do three things');
      await stopped();
    },
    holds: (journal, rig) => {
      const acts = journal.act.filter(act => act.kind === 'tool-call');
      return [
        ...doneOnce(journal, rig, { calls: 2 }),
        ...usedTools(journal, 3),
        ...same('tool calls done twice', acts.filter(act => act.attempt > 1).length, 0),
        ...same(
          'tool results',
          journal.event.filter(row => row.event.kind === 'act-intent' && row.event.does === 'tool-call').length,
          3,
        ),
      ];
    },
  },
];
