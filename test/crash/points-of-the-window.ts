import { countOf } from './journal';
import { doneOnce, give, same, type Point } from './point';
import type { Rig } from './rig';
import { until } from './until';

/** What goes into the window of a run under way: points 21 and 27. */

/** A few words, each of thousands of letters: little for the meter of the stand-in, much for the window. */
const bulk = (letters: number) => Array.from({ length: 60 }, () => 'x'.repeat(letters / 60)).join(' ');

/** Says something in the conversation on screen, once nothing is going on there, and waits for the answer. */
async function talk(rig: Rig, text: string): Promise<void> {
  await rig.app.settled();
  const before = (await rig.settle()).length;
  await rig.app.ask(text);
  await until('it is a run of its own', async () => (await rig.settle(() => true)).length > before);
  await rig.settle();
}

export const windowPoints: readonly Point[] = [
  {
    number: 21,
    name: 'during a compaction',
    async reach(rig) {
      // In the user's own words: an answer as long as that would be cut off.
      rig.queue({ kind: 'answer', text: 'That is much.' }, { kind: 'answer', text: 'That is more.' });
      await give(rig, `Here is much: ${bulk(300_000)}`);
      await rig.page.waitForURL(/#\/conversation\//);
      await rig.settleGiven();
      await talk(rig, `Here is more: ${bulk(300_000)}`);
      await talk(rig, 'Say enough');
      rig.queue({ kind: 'answer', text: bulk(300), pace: 20, fault: { after: 24, how: 'hang' } });
      await rig.app.settled();
      await rig.app.ask('Say what you know');
      await until(
        'half of the summary has come',
        () => rig.calls === 4 && (rig.loopback.ledger[3]?.count.output ?? 0) > 12,
      );
    },
    holds: (journal, rig) => {
      const summaries = journal.message.filter(row => row.role === 'summary');
      return [
        ...same('runs that succeeded', journal.run.filter(run => run.status.is === 'succeeded').length, 4),
        ...same('half summaries', summaries.filter(row => row.cut !== undefined).length, 0),
        ...same('summaries', summaries.length, 1),
        ...same('answers', journal.message.filter(row => row.role === 'agent').length, 4),
        ...same('calls', rig.calls, 6),
      ];
    },
  },
  {
    number: 27,
    name: 'words of the user in the middle of a step',
    async reach(rig) {
      rig.queue({ kind: 'answer', text: bulk(300), pace: 20, fault: { after: 24, how: 'hang' } });
      await give(rig, 'Say something');
      await until('a part is kept', () => rig.hasDraft(row => row.body.parts.length > 0));
      const stopped = await rig.stopAt({ store: 'event', where: { kind: 'steering-sent' }, when: 'after the commit' });
      await rig.page.getByRole('textbox', { name: /^Message to / }).fill('Say something else');
      await rig.page.keyboard.press('Enter');
      await stopped();
    },
    holds: (journal, rig) => {
      const told = rig.loopback.seen.filter(one => one.body.includes('Say something else'));
      return [
        ...doneOnce(journal, rig, { calls: 2, guessed: 1 }),
        ...same('words sent', countOf(journal, 'steering-sent'), 1),
        ...same('words read', countOf(journal, 'steering-read'), 1),
        ...same('calls that were told', told.length, 1),
        ...same('times in that call', (told[0]?.body.split('Say something else').length ?? 0) - 1, 1),
        ...same('answers cut off', journal.message.filter(row => row.cut === 'interrupted').length, 1),
        ...same('messages of the user', journal.message.filter(row => row.role === 'user').length, 2),
      ];
    },
  },
];
