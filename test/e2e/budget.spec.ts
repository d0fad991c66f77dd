import { turnClock } from '../support/data-worker';
import { ledgerOf } from './database';
import type { Retinue } from './pages';
import { expect, test } from './stage';

/** Limits what everything together may cost a day or a month; emptied, there is no limit. */
async function limit(app: Retinue, window: 'day' | 'month', dollars: string): Promise<void> {
  await app.open('#/settings/budgets');
  const form = app.page.getByRole('region', { name: `Per ${window}` });
  await form.getByRole('textbox', { name: 'Dollars at most' }).fill(dollars);
  await form.getByRole('button', { name: 'Save' }).click();
  if (dollars === '') await form.getByText('spent').waitFor({ state: 'hidden' });
  else await form.getByText(` of ${asMoney(dollars)} spent`).waitFor();
}

const asMoney = (dollars: string) => `$${Number(dollars).toFixed(Math.max(2, dollars.split('.')[1]?.length ?? 0))}`;

test('a run that could pass its budget stops before the call; a raised limit lets it go on, one “once” lets one call through, stopping ends it without one', async ({
  hired: app,
  page,
  loopback,
}) => {
  await limit(app, 'day', '0.0001');
  const before = loopback.seen.length;
  await app.ask('say hello');
  await expect(page.getByRole('heading', { name: /^The next step of Ada may cost up to \$/ })).toBeVisible();
  await app.open('#/inbox');
  await expect(page.getByRole('heading', { name: /^The next step of Ada may cost up to \$/ })).toBeVisible();
  expect(loopback.seen.length).toBe(before);

  await limit(app, 'day', '5');
  await app.openConversation('say hello');
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  expect(loopback.seen.length).toBe(before + 1);
  await expect(page.getByRole('link', { name: /of \$5/ })).toBeVisible();

  await limit(app, 'day', '0.0001');
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
  await limit(app, 'day', '0.08');
  const before = loopback.seen.length;
  await app.ask(asked);
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  const seen = loopback.seen.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(seen).toEqual(['POST /v1/messages/count_tokens', 'POST /v1/messages']);
});

/** About 18,000 tokens, which cost more than the shortest answer is allowed to. */
const long = `write 3 words\n${'a long line of it '.repeat(4_000)}`;

test('a lowered limit is over, nights of 25 and of 23 hours end their days, a month begins once the date is said to be right, and a clock set back opens neither again', async ({
  hired: app,
  page,
  loopback,
}) => {
  test.slow();
  const to = (moment: string) => turnClock(page, Date.parse(moment) - Date.now());
  const called = () => loopback.seen.filter(({ method, path }) => method === 'POST' && path === '/v1/messages').length;
  const answered = async (text: string) => {
    const before = called();
    await app.open();
    await app.ask(text);
    await expect(app.lastAnswer).toBeVisible();
    await app.settled();
    expect(called()).toBe(before + 1);
  };
  const held = async (text: string) => {
    const before = called();
    await app.open();
    await app.ask(text);
    await expect(page.getByRole('heading', { name: /^The next step of Ada may cost up to \$/ })).toBeVisible();
    expect(called()).toBe(before);
  };

  await app.open('#/settings/appearance');
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('America/New_York');
  const dayEnds = async (late: string, next: string) => {
    await to(late);
    await held(long);
    const before = called();
    await to(next);
    // What waits is looked at whenever anything is begun; it goes on by itself.
    await app.open();
    await app.ask('write 6 words');
    await expect.poll(called).toBe(before + 2);
    await app.settled();
  };
  // Half past one, and half past one again.
  for (const hour of ['05', '06']) {
    await to(`2027-11-07T${hour}:30:00Z`);
    await answered('write 4 words');
  }
  await to('2027-11-07T16:00:00Z');
  await limit(app, 'day', '0.17');
  await answered(long);
  // 24 hours and 50 minutes into a Sunday of 25 hours.
  await dayEnds('2027-11-08T04:50:00Z', '2027-11-08T05:01:00Z');
  await to('2028-03-11T17:00:00Z');
  await app.open();
  await app.ask('write 5 words');
  await page.getByRole('button', { name: /^The date is right/ }).click();
  await app.settled();
  await answered(long);
  await limit(app, 'day', '0.05');
  await held('write 4 words');
  await page.getByRole('button', { name: /^Stop the run/ }).click();
  await app.settled();

  await limit(app, 'day', '0.17');
  await to('2028-03-12T16:00:00Z');
  await answered(long);
  // 22 hours and 50 minutes into a Sunday of 23 hours.
  await dayEnds('2028-03-13T03:50:00Z', '2028-03-13T04:01:00Z');

  await limit(app, 'day', '');
  await limit(app, 'month', '0.25');
  await to('2028-04-01T03:50:00Z');
  await held(long);
  await to('2028-04-01T04:01:00Z');
  await app.ask('write 7 words');
  await expect(page.getByRole('heading', { name: /^Is it / })).toBeVisible();
  await expect(page.getByText(/^The last call was on /)).toBeVisible();
  await page.getByRole('button', { name: /^The date is right/ }).click();
  await app.settled();

  await to('2028-03-20T12:00:00Z');
  await answered('write 8 words');
  const booked = (await ledgerOf(page)).sort((a, b) => a.seq - b.seq).map(entry => entry.dayLocal);
  // Two that waited for each Monday, and April from then on.
  const autumn = ['11-07', '11-07', '11-07', '11-08', '11-08'];
  expect(booked.map(each => each.slice(5))).toEqual([
    ...autumn,
    '03-11',
    '03-11',
    '03-12',
    '03-13',
    '03-13',
    '04-01',
    '04-01',
  ]);
});
