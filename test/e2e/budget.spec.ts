import { turnClock } from '../support/data-worker';
import { ledgerOf } from './database';
import type { Retinue } from './pages';
import { expect, test } from './stage';

/** Limits what everything together may cost a day. */
async function limitDay(app: Retinue, dollars: string): Promise<void> {
  await app.open('#/settings/budgets');
  const day = app.page.getByRole('region', { name: 'Per day' });
  await day.getByRole('textbox', { name: 'Dollars at most' }).fill(dollars);
  await day.getByRole('button', { name: 'Save' }).click();
  await app.page.getByRole('link', { name: `of $${dollars}` }).waitFor();
}

test('a run that could pass its budget stops before the call; a raised limit lets it go on, one “once” lets one call through, stopping ends it without one', async ({
  hired: app,
  page,
  loopback,
}) => {
  await limitDay(app, '0.0001');
  const before = loopback.seen.length;
  await app.ask('say hello');
  await expect(page.getByRole('heading', { name: /^The next step of Ada may cost up to \$/ })).toBeVisible();
  await app.open('#/inbox');
  await expect(page.getByRole('heading', { name: /^The next step of Ada may cost up to \$/ })).toBeVisible();
  expect(loopback.seen.length).toBe(before);

  await limitDay(app, '5');
  await app.openConversation('say hello');
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  expect(loopback.seen.length).toBe(before + 1);
  await expect(page.getByRole('link', { name: /of \$5/ })).toBeVisible();

  await limitDay(app, '0.0001');
  await app.ask('say once');
  await page.getByRole('button', { name: /^Allow this once/ }).click();
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  expect(loopback.seen.length).toBe(before + 2);

  await app.ask('say more');
  await page.getByRole('button', { name: /^Stop the run/ }).click();
  await app.settled();
  expect(loopback.seen.length).toBe(before + 2);
});

test('a message whose bytes do not fit its budget is counted by Anthropic for free, and then sent', async ({
  hired: app,
  loopback,
}) => {
  const asked = `say hello ${'and go on '.repeat(1_500)}`;
  await limitDay(app, '0.08');
  const before = loopback.seen.length;
  await app.ask(asked);
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  const seen = loopback.seen.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(seen).toEqual(['POST /v1/messages/count_tokens', 'POST /v1/messages']);
});

test('after days away the date is asked before a budget begins anew, and nothing is sent until it is said to be right', async ({
  hired: app,
  page,
  loopback,
}) => {
  await limitDay(app, '5');
  await app.ask('say hello');
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  const before = loopback.seen.length;

  await turnClock(page, 37 * 3_600_000);
  await app.ask('say goodbye');
  const asked = page.getByRole('heading', { name: /^Is it / });
  await expect(asked).toBeVisible();
  await expect(page.getByText(/^The last call was on /)).toBeVisible();
  expect(loopback.seen.length).toBe(before);

  await page.getByRole('button', { name: /^The date is right/ }).click();
  await expect(app.lastAnswer).toContainText('goodbye');
  await app.settled();
  expect(loopback.seen.length).toBe(before + 1);
  const [first, second] = (await ledgerOf(page)).sort((a, b) => a.seq - b.seq).map(entry => entry.dayUtc);
  expect(second).not.toBe(first);
});
