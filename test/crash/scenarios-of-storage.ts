import { rowsOf } from '../e2e/database';
import { approve, giveAndWait, longText } from './points-of-approval';
import { doneOnce, same } from './point';
import type { Scenario } from './scenario';

/** What is kept beside the database: scenario 23. */
export const storageScenarios: readonly Scenario[] = [
  {
    number: 23,
    name: 'the text of a version is missing',
    async play(rig) {
      await giveAndWait(rig, longText);
      await approve(rig);
      await rig.settle();
      const { artifact, revision } = await rig.journal();
      const payload = (await rowsOf(rig.page, 'payload')).find(row => row.id === revision[0]?.payload);
      const file = typeof payload?.body === 'object' && 'file' in payload.body ? payload.body.file : undefined;
      if (file === undefined) throw new Error('the long text is not in a file');
      await rig.page.evaluate(remove, file);
      await rig.page.reload();
      await rig.app.ready();
      await rig.app.open(`#/file/${artifact[0]?.id ?? ''}`);
      await rig.page.waitForTimeout(1_000);
      const said = (await rig.app.main.innerText()).replaceAll(/\s+/g, ' ');
      return {
        faults: same('it says that the text is missing', /forgotten|missing|lost/i.test(said), true),
        note: `“${said.slice(0, 120)}”`,
      };
    },
    holds: (journal, rig) => [...doneOnce(journal, rig, { calls: 2 }), ...same('versions', journal.revision.length, 1)],
  },
];

/** Runs in the page. */
async function remove(file: string): Promise<void> {
  const names = file.split('/');
  const last = names.pop() ?? '';
  let directory = await navigator.storage.getDirectory();
  for (const name of names) directory = await directory.getDirectoryHandle(name);
  await directory.removeEntry(last);
}
