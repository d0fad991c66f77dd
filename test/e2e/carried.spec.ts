import { Retinue } from './pages';
import { expect, test } from './stage';

test('a task of the demo goes with the user to a key and a team, and is sent on one click that shows it', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  const task = 'write 40 words';
  await app.open();
  await app.startDemo();
  await app.ask(task);
  await app.settled();
  await app.lastAnswer.getByRole('link', { name: 'Run this with my key' }).click();
  await expect(page.getByText(task)).toBeVisible();

  // A reload on the way loses nothing.
  await page.reload();
  await app.connect('api.anthropic.com', { passphrase: 'a long enough passphrase' });
  await expect(page.getByText(task)).toBeVisible();
  await page.getByRole('button', { name: 'Hire this team' }).first().click();
  const offer = page.getByRole('region', { name: 'A task from the demo' });
  await expect(offer).toContainText(task);
  expect(loopback.ledger, 'nothing is sent before it is said').toEqual([]);

  await offer.getByRole('button', { name: /^Send it to / }).click();
  await page.waitForURL(/#\/conversation\//);
  await expect(app.lastAnswer).toContainText('(40)');
  await app.settled();
  expect(loopback.ledger).toHaveLength(1);
  await app.open();
  await expect(offer).toBeHidden();
});

test('with a key and a team the way is one click, and it can be dropped', async ({ hired: app, page, loopback }) => {
  await app.open('#/welcome');
  await page.getByRole('button', { name: 'Try the demo team' }).click();
  await app.ask('write 40 words', 'Maren');
  await app.settled();
  await app.lastAnswer.getByRole('link', { name: 'Run this with my key' }).click();
  const offer = page.getByRole('region', { name: 'A task from the demo' });
  await offer.getByRole('button', { name: 'Not now' }).click();
  await expect(offer).toBeHidden();
  expect(loopback.ledger).toEqual([]);
});
