import { countOf, type Journal } from './journal';
import { doneOnce, give, same, usedTools, type Point } from './point';
import type { Rig } from './rig';
import type { Stop } from './stop';

/** A tool that writes, and so asks first: points 12 to 14, 16 to 18 and 22. */

const toolIntent = { kind: 'act-intent', does: 'tool-call' } as const;
/** Where a run rests that asks for leave. */
export const waits: Point['rests'] = run => run.status.is === 'waiting' && run.status.for === 'approval';
/** From this many bytes a text is kept in a file beside the database. */
export const longText = 'ledger'.repeat(12_000);

let files = 0;
/** A path of its own for each case: they share a workspace. */
const freshPath = () => `case-${(files += 1)}`;

const asksToWrite = (path: string, content = 'Every cent agrees with its receipt.') =>
  ({ kind: 'answer', text: 'I write it down.', tool: { name: 'write_file', input: { path, content } } }) as const;

/** Gives a task whose first answer asks to write a file, and waits until the user is asked. */
export async function giveAndWait(rig: Rig, content?: string): Promise<void> {
  rig.queue(asksToWrite(`${freshPath()}.md`, content));
  await give(rig, 'Write it down');
  await rig.settleGiven(waits);
}

/** Opens the conversation and approves what waits there. */
export async function approve(rig: Rig): Promise<void> {
  await rig.screen();
  await rig.page.getByRole('button', { name: /^Approve once/ }).click();
}

/** Waits for the approval, arms the stop, approves, and waits until the data worker stands still. */
const stand =
  (stop: Stop, content?: string): Point['reach'] =>
  async rig => {
    await giveAndWait(rig, content);
    await rig.screen();
    const stopped = await rig.stopAt(stop);
    await rig.page.getByRole('button', { name: /^Approve once/ }).click();
    await stopped();
  };

/** Asked once, answered once, written once: whatever was torn off in between. */
function writtenOnce(journal: Journal, rig: Rig): string[] {
  return [
    ...doneOnce(journal, rig, { calls: 2 }),
    ...usedTools(journal, 1),
    ...same('questions', countOf(journal, 'request-opened'), 1),
    ...same('answers', countOf(journal, 'request-answered'), 1),
    ...same('the approval', journal.request[0]?.status, 'used'),
    ...same('files', journal.artifact.length, 1),
    ...same('versions', journal.revision.length, 1),
    ...same('the version on show', journal.artifact[0]?.current, journal.revision[0]?.id),
    ...same(
      'tool calls that succeeded',
      journal.act.filter(act => act.kind === 'tool-call' && act.status === 'succeeded').length,
      1,
    ),
  ];
}

export const approvalPoints: readonly Point[] = [
  {
    number: 12,
    name: 'the intent of a writing tool is being written',
    reach: stand({ store: 'event', where: toolIntent, when: 'in the put' }),
    holds: writtenOnce,
  },
  {
    number: 13,
    name: 'a writing tool at work',
    reach: stand({ store: 'artifact', when: 'in the put' }),
    holds: writtenOnce,
  },
  {
    number: 14,
    name: 'a writing tool is done, its result not committed',
    reach: stand({ store: 'event', where: { kind: 'act-succeeded' }, when: 'in the put' }),
    holds: writtenOnce,
  },
  {
    number: 16,
    name: 'an approval is asked for, none given',
    async reach(rig) {
      rig.queue(asksToWrite(`${freshPath()}.md`));
      const stopped = await rig.stopAt({ store: 'event', where: { kind: 'request-opened' }, when: 'after the commit' });
      await give(rig, 'Write it down');
      await stopped();
    },
    rests: waits,
    found: journal => [
      ...same('questions', countOf(journal, 'request-opened'), 1),
      ...same('the question', journal.request[0]?.status, 'open'),
      ...same('versions', journal.revision.length, 0),
    ],
    goOn: approve,
    holds: writtenOnce,
  },
  {
    number: 17,
    name: 'an approval is given, the intent of its tool not committed',
    reach: stand({ store: 'event', where: { kind: 'request-answered' }, when: 'after the commit' }),
    holds: writtenOnce,
  },
  {
    number: 18,
    name: 'an approval is used up, its tool has failed',
    async reach(rig) {
      const path = freshPath();
      rig.queue(asksToWrite(path), asksToWrite(`${path}/inside.md`));
      await give(rig, 'Write it down twice');
      await rig.settleGiven(waits);
      await approve(rig);
      await rig.settle(run => waits(run) && run.steps === 2);
      await rig.screen();
      const stopped = await rig.stopAt({ store: 'event', where: toolIntent, when: 'after the commit' });
      await rig.page.getByRole('button', { name: /^Approve once/ }).click();
      await stopped();
    },
    holds(journal, rig) {
      const results = [...journal.parts.values()].flat().filter(part => part.kind === 'tool-result');
      return [
        ...doneOnce(journal, rig, { calls: 3 }),
        ...usedTools(journal, 2),
        ...same('questions', countOf(journal, 'request-opened'), 2),
        ...same(
          'answers kept',
          journal.request.filter(one => one.answer === 'approved' && one.status === 'used').length,
          2,
        ),
        ...same('failures told', results.filter(part => part.isError).length, 1),
        ...same('versions', journal.revision.length, 1),
      ];
    },
  },
  {
    number: 22,
    name: 'a long file is in its place, its version not',
    reach: stand({ store: 'revision', when: 'in the put' }, longText),
    holds: (journal, rig) => [
      ...writtenOnce(journal, rig),
      ...same('texts that are not there', journal.revision.filter(row => !journal.payloads.has(row.payload)).length, 0),
      ...same('bytes of the file', journal.revision[0]?.size, longText.length),
    ],
  },
];
