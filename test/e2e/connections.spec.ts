import type { Locator } from '@playwright/test';
import { keys } from '../support/loopback/hosts';
import type { Fault } from '../support/loopback/faults';
import { ledgerOf } from './database';
import { modelOf, Retinue } from './pages';
import { expect, test } from './stage';

const passphrase = 'seven quiet lamps above the harbour';

/** Opens the sheet of a connection. */
async function openSheet(app: Retinue, name: string): Promise<Locator> {
  await app.open('#/settings/connections');
  await app.page.getByRole('button', { name: `What to do with ${name}` }).click();
  await app.page.getByRole('menuitem', { name: 'Details and tests' }).click();
  return app.page.getByRole('dialog', { name });
}

test('signing in at OpenRouter brings a key with a limit, and what it is billed agrees with the ledger', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.open('#/welcome');
  await page.getByRole('checkbox', { name: /^Limit what this key may spend/ }).check({ force: true });
  await page.getByRole('textbox', { name: 'Dollars' }).fill('12.50');
  const leaving = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in with OpenRouter' }).click();
  const away = await leaving;
  await expect(away.getByText('https://openrouter.ai/auth?')).toBeVisible();
  await away.getByRole('link', { name: 'Open openrouter.ai' }).click();
  await away.getByRole('link', { name: 'Authorize' }).click();
  await expect(page.getByText('Limit at OpenRouter')).toBeVisible();
  await expect(page.getByText('$12.50, monthly')).toBeVisible();
  await expect.poll(() => away.isClosed()).toBe(true);
  await app.keepKey(passphrase, false);
  await app.hire({ model: modelOf['openrouter.ai'] });

  // Cut off on its way, the call is only estimated; its provider knows what it did cost.
  await app.ask('cut after 20');
  await expect(app.conversation).toContainText('cut off');
  expect((await ledgerOf(page)).map(entry => entry.basis)).toEqual(['estimated']);
  const sheet = await openSheet(app, 'OpenRouter');
  await sheet.getByRole('button', { name: 'Compare with OpenRouter' }).click();
  await expect(sheet.getByRole('status')).toContainText('Estimates corrected1: ');
  const correction = (await ledgerOf(page)).find(entry => entry.kind === 'correction');
  expect(correction).toMatchObject({ basis: 'reported' });
  expect(BigInt(correction?.cost ?? -1)).toBe(loopback.ledger[0]?.nanoUsd);
  await sheet.getByRole('button', { name: 'Compare with OpenRouter' }).click();
  await expect(sheet.getByRole('status')).toContainText('They agree.');
  const traces = JSON.stringify([await page.content(), loopback.seen.map(({ path }) => path)]);
  expect(traces).not.toContain(keys['openrouter.ai']);
});

test('the doctor names what stands in the way of a server of one’s own, and what a trial costs', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectCustom('https://custom.example/v1');
  await page.getByText('Answers from this page').waitFor();
  await app.open('#/settings/connections');
  await app.act('Examine My server');
  const sheet = page.getByRole('dialog', { name: 'My server' });
  const results = sheet.getByRole('list', { name: 'What was found' }).first();
  await expect(results).toContainText(/works.*Key accepted/);
  const table: [Fault | undefined, RegExp][] = [
    ['silent', /fails.*Nothing answers there/],
    ['no-origin', /access-control-allow-origin is missing.*http:\/\/localhost/],
    ['no-key-header', /does not allow a header that is needed: add authorization/],
    ['no-content-type', /add content-type to access-control-allow-headers/],
    // Not followed, and not told: the policy of the vault's worker stops it where it could be seen.
    ['elsewhere', /fails.*Nothing answers there.*a redirect/],
    [undefined, /works.*Reached.*works.*Readable.*works.*Key accepted.*works.*1 model/],
  ];
  for (const [fault, told] of table) {
    loopback.reset();
    if (fault) loopback.spoil('custom.example', fault);
    await sheet.getByRole('button', { name: /^Examine/ }).click();
    await expect(results).toContainText(told);
  }
  await sheet.getByRole('button', { name: 'Try it' }).click();
  await expect(sheet.getByRole('list', { name: 'What was found' }).last()).toContainText(
    /Streams answers.*Tells what it used/,
  );
  const [entry] = await ledgerOf(page);
  expect(entry).toMatchObject({ purpose: 'check', basis: 'unknown' });
  expect(entry?.cost).toBeUndefined();
  expect(loopback.ledger).toHaveLength(1);

  await page.keyboard.press('Escape');
  await app.main.getByRole('button', { name: 'What to do with My server' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog', { name: 'Remove My server?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(app.main.getByText('My server')).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  // Its key is gone for good, as was said.
  await expect(app.main.getByRole('listitem').filter({ hasText: 'My server' })).toContainText('no key on this device');
});
