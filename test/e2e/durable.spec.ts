import { ledgerOf, spentOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

test('a model that does the same again and again is stopped at the fifth call, with the question on screen', async ({
  hired: app,
  page,
  loopback,
}) => {
  const again = {
    kind: 'answer',
    text: '',
    tool: { name: 'calculate', input: { expression: '6 * 7' } },
  } as const;
  loopback.queue('api.anthropic.com', again, again, again, again, again, again);
  await app.ask('think hard');
  await expect(page.getByRole('heading', { name: 'Ada has done the same 5 times' })).toBeVisible();
  expect(loopback.ledger).toHaveLength(5);
});

test('an answer of OpenAI outlives the tab it was asked in: completed in the next, paid once', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.openai.com');
  await app.ask('write 120 words at 40 per second');
  await expect(app.lastAnswer).toContainText('(30)');
  const address = page.url();
  const next = new Retinue(await context.newPage());
  await page.close();
  await next.page.goto(address);
  await expect(next.lastAnswer).toContainText('(120)');
  await next.settled();
  const [entry, ...more] = await ledgerOf(next.page);
  expect(more).toEqual([]);
  expect(entry?.basis).toBe('priced');
  expect(loopback.ledger).toHaveLength(1);
  expect(await spentOf(next.page)).toBe(loopback.ledger[0]?.nanoUsd);
});
