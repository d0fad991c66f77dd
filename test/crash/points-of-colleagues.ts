import { childRunId } from '../../src/storage/family';
import { rowsOf } from '../e2e/database';
import { modelOf } from '../e2e/pages';
import { countOf, type Journal } from './journal';
import { give, same, type Point } from './point';
import type { Rig } from './rig';
import type { Stop } from './stop';
import { until } from './until';

/** One agent asks another: points 19 and 20. */

const errand = { colleague: 'Bea', brief: 'Say what you found', expected: 'One line.' };

/** Hires Bea where she is not there yet, and lets Ada ask her. */
async function hireColleague({ page, app }: Rig): Promise<void> {
  await app.open('#/team');
  if ((await app.main.getByRole('link', { name: 'Bea' }).count()) > 0) return app.open();
  await app.hire({ name: 'Bea', model: modelOf['api.anthropic.com'] });
  await app.open('#/team');
  await app.main.getByRole('link', { name: 'Ada' }).first().click();
  await page.getByRole('tab', { name: 'Tools & grants' }).click();
  const allowed = page.getByRole('switch', { name: 'Bea' });
  await allowed.check({ force: true });
  await until('Bea may be asked', async () => (await rowsOf(page, 'link')).length > 0);
  await app.open();
}

/** Gives Ada a task for which she asks Bea, and waits until the data worker stands still. */
const stand =
  (stop: Stop): Point['reach'] =>
  async rig => {
    await hireColleague(rig);
    rig.queue({ kind: 'answer', text: 'Bea knows that.', tool: { name: 'ask_colleague', input: errand } });
    const stopped = await rig.stopAt(stop);
    await give(rig, 'Ask somebody');
    await stopped();
  };

/** Asked once, done once, told once. */
function askedOnce(journal: Journal, rig: Rig): string[] {
  const [act, ...more] = journal.act.filter(one => one.kind === 'child-run');
  const child = journal.run.find(run => run.parent);
  return [
    ...same('errands', more.length + 1, 1),
    ...same('runs', journal.run.length, 2),
    ...same('runs that succeeded', journal.run.filter(run => run.status.is === 'succeeded').length, 2),
    ...same('tasks', journal.task.length, 2),
    ...same('conversations', journal.conversation.length, 2),
    ...same('the colleague’s run', child?.id, act && childRunId(act.id)),
    ...same('the errand', act?.status, 'succeeded'),
    ...same('ends told', countOf(journal, 'child-ended'), 1),
    ...same('results', journal.message.filter(row => row.role === 'tool').length, 1),
    ...same('calls', rig.calls, 3),
  ];
}

export const colleaguePoints: readonly Point[] = [
  {
    number: 19,
    name: 'a colleague’s run is being begun, its asker not linked',
    // The first that is queued is the user's.
    reach: stand({ store: 'event', where: { kind: 'run-queued' }, occurrence: 2, when: 'in the put' }),
    holds: askedOnce,
  },
  {
    number: 20,
    name: 'a colleague is done, its asker has not gone on',
    reach: stand({ store: 'event', where: { kind: 'child-ended' }, when: 'after the commit' }),
    holds: askedOnce,
  },
];
