import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serveDist } from '../../.ci/serve.mjs';
import { releaseNext } from '../support/next-build';
import { approve, giveAndWait, waits } from './points-of-approval';
import { doneOnce, same } from './point';
import type { Found } from './profile';
import { Rig } from './rig';
import type { Scenario } from './scenario';

/** A newer build takes over in the middle of a run: scenario 30, on a build and with a service worker of its own. */
export const updateScenario: Scenario = {
  number: 30,
  name: 'a newer version takes over in the middle of a run',
  async play(rig) {
    await giveAndWait(rig);
    const [asked] = (await rig.journal()).request;
    await releaseNext(rig.folder, 'out.css', '/* the next build */');
    await rig.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (!registration.waiting) await new Promise(resolve => setTimeout(resolve, 50));
    });
    const offer = rig.page.getByText('A new version is ready.', { exact: false });
    await offer.waitFor();
    const said = await offer.innerText();
    const loaded = rig.page.waitForEvent('load');
    await rig.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.postMessage('use-update'));
    await loaded;
    await rig.app.ready();
    await rig.unlock();
    await rig.settle(waits);
    const after = (await rig.journal()).request;
    const faults = [...same('questions', after.length, 1), ...same('the question', after[0]?.id, asked?.id)];
    const isNew = await rig.page.evaluate(async () => (await fetch('out.css')).text());
    faults.push(...same('the new build serves', isNew.includes('the next build'), true));
    await approve(rig);
    await rig.settle();
    return { faults, note: `“${said}”` };
  },
  holds: (journal, rig) => [...doneOnce(journal, rig, { calls: 2 }), ...same('versions', journal.revision.length, 1)],
};

/** A rig on a copy of a build that may be replaced. */
export async function startUpdateRig(
  dist: string,
  seed: number,
  chromium: Found,
): Promise<{ rig: Rig; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'retinue-update-'));
  await cp(dist, folder, { recursive: true });
  const server = await serveDist({ port: 0, folder });
  const rig = await Rig.start(server.address, seed, chromium, 'allow');
  rig.folder = folder;
  return {
    rig,
    async stop() {
      await rig.stop();
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}
