import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { shared } from '../support/shared';
import { countRows } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

interface HostileFile {
  name: string;
  bytes: Buffer;
}

/**
 * The project's own few, and of those that lie beside the checkout a spread: every 32nd of the 318 cases of the JSON
 * test suite, which the unit tests of the reader run in full. Here it is the way from the picker to the sentence.
 */
function hostileFiles(): HostileFile[] {
  const own: [string, string][] = [
    ['empty', ''],
    ['no-json', 'hello'],
    ['cut-off', '{"format":"retinue-workspace","tables":{"agent":[{"id":'],
    ['an-array', '[]'],
    ['a-number', '1e400'],
    ['forbidden-key', '{"__proto__":{"polluted":1}}'],
    ['same-key-twice', '{"version":1,"version":2}'],
    ['nested', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['script', '<script>parent.polluted = 1</script>'],
  ];
  const files = own.map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  for (const folder of ['import-bombs', 'blns', 'jsontestsuite/test_parsing']) {
    const place = shared(`fixtures/security/${folder}`);
    if (place === undefined) continue;
    const names = readdirSync(place).filter(name => /\.json(\.gz)?$/.test(name));
    const chosen = names.length > 100 ? names.filter((_, index) => index % 32 === 0) : names;
    for (const name of chosen) files.push({ name, bytes: readFileSync(join(place, name)) });
  }
  return files;
}

test('hostile files get one clear sentence each and change nothing', async ({ page }) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.open('#/settings/data');
  const before = await countRows(page);
  const files = hostileFiles();
  for (const { name, bytes } of files) {
    await app.chooseFile({ name: `${name}.json`, mimeType: 'application/json', buffer: bytes });
    const sentence = page.locator('[role=alert]:not([data-seen])');
    await expect(sentence, name).toContainText('Nothing was changed');
    await expect(sentence, name).not.toContainText(/unexpected|SyntaxError|undefined/);
    await sentence.evaluate(element => element.setAttribute('data-seen', ''));
  }
  expect(await countRows(page)).toEqual(before);
  expect(await page.evaluate(() => 'polluted' in Object.prototype || 'polluted' in globalThis)).toBe(false);
  console.log(`hostile files refused: ${files.length}`);
});

test('the same file twice changes nothing, an edited one is noticed; all is then as it was written', async ({
  page,
}, info) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.askDemo();
  const file = await app.exportWorkspace();
  await app.importWorkspace(file, 'merge');
  const once = await countRows(page);
  await app.importWorkspace(file, 'merge');
  expect(await countRows(page)).toEqual(once);

  const edited = info.outputPath('edited.retinue.json');
  await writeFile(edited, (await readFile(file, 'utf8')).replace(/"simulated":true/g, '"simulated":7'));
  await app.chooseFile(edited);
  await expect(app.trouble).toContainText('Nothing was changed');
  expect(await countRows(page)).toEqual(once);

  await page.getByRole('button', { name: 'Check now' }).click();
  const found = app.main.getByRole('region', { name: 'Check the workspace' }).getByRole('status');
  await expect(found).toContainText('as written, in one unbroken chain');
  await expect(found).toContainText('can be read');
  await expect(found).toContainText('all agree with the ledger');
});

test('a file opens as a workspace of its own beside the old one, whose erasure looks like no loss to any tab', async ({
  page,
  context,
}) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.ask('What day and time is it now where I am?');
  await app.settled();
  const kept = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  await expect.poll(kept).toContain('\\"seq\\":');
  const old = await page.evaluate(() => localStorage.getItem('retinue:/:workspace') ?? '');
  const file = await app.exportWorkspace();
  await app.importWorkspace(file, 'new');
  await app.open('#/team');
  await expect(app.main).toContainText('Maren');
  const names = new Set(
    Object.keys(await countRows(page)).map(key => key.split('/workspace')[0]?.split('/').slice(0, -1).join('/')),
  );
  expect(names.size).toBeGreaterThan(1);

  // The old one is open in another tab, which comes back in what is left.
  const other = new Retinue(await context.newPage());
  await other.open('#/settings/data');
  await Promise.all([other.page.waitForEvent('load'), otherWorkspace(other).click()]);
  await other.ready();
  await other.page.evaluate(() => Object.assign(window, { before: true }));
  await app.open('#/settings/data');
  await otherWorkspace(app)
    .locator('..')
    .getByRole('button', { name: /^What to do with / })
    .click();
  await page.getByRole('menuitem', { name: 'Erase' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  expect(await readFile(await (await saved).path(), 'utf8'), 'what is erased is saved first').toContain(
    'What day and time',
  );
  await otherWorkspace(app).waitFor({ state: 'hidden' });
  await other.page.waitForFunction(() => !('before' in window));
  await other.ready();
  await other.open('#/team');
  await expect(other.main).toContainText('Maren');
  expect(old).not.toBe('');
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain(old);
});

/** Opens the workspace that is not open, where there are two. */
const otherWorkspace = ({ main }: Retinue) => main.getByRole('button', { name: 'Open', exact: true });
