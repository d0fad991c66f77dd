import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { give } from './point';
import type { Rig } from './rig';
import type { Scenario } from './scenario';
import { until } from './until';

/**
 * What a browser keeps on the disk is damaged or gone while it is closed: scenarios 39 to 42. Whatever Chromium makes of
 * that, the app either shows all it had or says that something was lost; it never greets the user as if he were new.
 */

const task = 'Say what must not be lost';
const allThere = 'everything is there';
const lost = 'The database holds less than it did';

export const lostFileScenarios: readonly Scenario[] = [
  damaged(39, 'a bit of the database’s log is flipped', async folder => {
    for (const name of await namesIn(folder, /\.log$/)) {
      const path = join(folder, name);
      const bytes = await readFile(path);
      const at = bytes.length >> 1;
      bytes.writeUInt8((bytes[at] ?? 0) ^ 0x40, at);
      await writeFile(path, bytes);
    }
  }),
  damaged(40, 'the database’s manifest is cut', async folder => {
    for (const name of await namesIn(folder, /^MANIFEST-/)) await truncate(join(folder, name), 20);
  }),
  damaged(41, 'the database’s CURRENT is missing', folder => rm(join(folder, 'CURRENT'))),
  damaged(42, 'the database’s folder is gone', folder => rm(folder, { recursive: true })),
];

function damaged(number: number, name: string, damage: (folder: string) => Promise<void>): Scenario {
  return {
    number,
    name,
    spoils: true,
    async play(rig) {
      await give(rig, task);
      await rig.settleGiven();
      await until('the figures are kept elsewhere', () => witnessed(rig));
      await rig.profile.close();
      await damage(await databaseFolder(rig.profile.folder));
      await rig.profile.open();
      rig.goOnIn(await rig.profile.context.newPage());
      await rig.page.goto('/');
      const said = await until('the app says what it found', () => found(rig));
      // Its rows are among the lost: there is nothing to hold the provider's count against.
      if (said !== allThere) rig.loopback.reset();
      return { faults: said === 'new' ? ['it greets the user as new'] : [], note: said };
    },
  };
}

/** Whether everything is there, or what the app says instead; nothing while it has not said. */
async function found(rig: Rig): Promise<string | undefined> {
  const { page } = rig;
  const text = await page.locator('body').innerText();
  if (text.includes(lost)) return goOn(rig);
  if (text.includes('Bring a key')) return 'new';
  await page.goto('/#/conversations');
  return (await page.getByRole('link', { name: task }).count()) > 0 ? allThere : undefined;
}

/** What is left can be saved and gone on with. */
async function goOn({ page, app }: Rig): Promise<string> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save everything' }).click();
  await saved;
  await page.getByRole('button', { name: 'Go on with what is left' }).click();
  await app.ready();
  return `“${lost}”, what is left was saved and gone on with`;
}

/** Whether the page has kept the figures of all that the ledger holds. */
async function witnessed(rig: Rig): Promise<boolean> {
  const [entry] = (await rig.journal()).cost;
  const kept = await rig.page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  return entry !== undefined && kept.includes(`\\"seq\\":${entry.seq}`);
}

/** Where Chromium keeps the databases of the app's origin. */
async function databaseFolder(profile: string): Promise<string> {
  const parent = join(profile, 'Default', 'IndexedDB');
  const [name] = await namesIn(parent, /^http_localhost_.*\.leveldb$/);
  if (name === undefined) throw new Error(`no database among ${(await readdir(parent)).join()}`);
  return join(parent, name);
}

const namesIn = async (folder: string, pattern: RegExp): Promise<string[]> =>
  (await readdir(folder)).filter(name => pattern.test(name));
