import { turnClock } from '../support/data-worker';
import type { HostName } from '../support/loopback/hosts';
import { ledgerOf, spentOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

const billed = (lines: readonly { nanoUsd?: bigint }[]) => lines.reduce((sum, line) => sum + (line.nanoUsd ?? 0n), 0n);

for (const [host, basis] of [
  ['api.openai.com', 'priced'],
  ['openrouter.ai', 'reported'],
  ['generativelanguage.googleapis.com', 'priced'],
] as const satisfies [HostName, string][]) {
  test(`${host}: reasoning, text and a tool, with the very cost the provider counts`, async ({ page, loopback }) => {
    const app = new Retinue(page);
    await app.connectAndHire(host);
    loopback.queue(host, {
      kind: 'answer',
      reasoning: 'The sum needs the calculator.',
      text: 'I calculate.',
      tool: { name: 'calculate', input: { expression: '2^10' } },
    });
    await app.ask('what is two to the ten?');
    await expect(app.lastAnswer).toContainText('The result is 1024');
    await app.ask('say and now again');
    await expect(app.lastAnswer).toContainText('and now again');
    await app.settled();
    expect(loopback.ledger).toHaveLength(3);
    expect(await spentOf(page)).toBe(billed(loopback.ledger));
    expect((await ledgerOf(page)).map(entry => entry.basis)).toEqual([basis, basis, basis]);
  });
}

test('a compatible server at an address of one’s own answers, and its unknown price stays unknown', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectCustom('https://custom.example/v1');
  await app.hire({ name: 'Ada', model: 'house-model' });
  await app.ask('say from my own server');
  await expect(app.lastAnswer).toContainText('from my own server');
  await app.settled();
  const [entry] = await ledgerOf(page);
  expect(entry).toMatchObject({ basis: 'unknown' });
  expect(entry?.cost).toBeUndefined();
  await app.open('#/costs');
  await expect(page.getByRole('main')).toContainText(/unknown/i);
  await app.open('#/');
  await expect(page.getByRole('listitem').filter({ hasText: 'say from my own server' })).toContainText('price unknown');
  expect(loopback.ledger).toHaveLength(1);
});

test('api.anthropic.com: reasoning, text and a tool, and another provider goes on mid-conversation, without the signed blocks; each with the very cost it counts', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com');
  loopback.queue('api.anthropic.com', {
    kind: 'answer',
    reasoning: 'A private thought.',
    text: 'I calculate.',
    tool: { name: 'calculate', input: { expression: '6*7' } },
  });
  await app.ask('what is six times seven?');
  await expect(app.lastAnswer).toContainText('The result is 42');
  await app.settled();
  const conversation = page.url();
  await app.connect('api.openai.com');
  await page.goto(conversation);
  await app.switchModel('gpt-5-mini');
  await page.getByRole('button', { name: /^Model/ }).click();
  // It gives the focus back when it goes: what is typed before that goes elsewhere.
  const dialog = page.getByRole('dialog');
  await page.getByRole('combobox', { name: 'Effort' }).selectOption('Minimal');
  await page.getByRole('button', { name: 'Use from the next message on' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await app.ask('say taken over');
  await expect(app.lastAnswer).toContainText('taken over');
  const posts = () => loopback.seen.filter(({ host, method }) => host === 'api.openai.com' && method === 'POST');
  const asked = () => posts().map(({ body }) => JSON.parse(body) as { reasoning?: { effort: string } });
  const last = posts().at(-1);
  expect(last?.body).toContain('42');
  expect(JSON.parse(last?.body ?? '')).toMatchObject({ reasoning: { effort: 'minimal' } });
  expect(last?.body).not.toContain('signature');
  await page.getByRole('button', { name: /^Model/ }).click();
  await page.getByRole('combobox', { name: 'Effort' }).selectOption('High');
  await page.getByRole('textbox', { name: /^Longest answer/ }).fill('900');
  await page.getByRole('button', { name: 'For the next message only' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const said = page.getByText('For this message only: effort high, 900 tokens at most');
  await expect(said).toBeVisible();
  await page.reload();
  await app.ready();
  await expect(said, 'kept over a reload').toBeVisible();
  await app.ask('say once and hard');
  await expect(app.lastAnswer).toContainText('once and hard');
  await app.settled();
  await expect(app.transcript.getByRole('article', { name: 'You' }).filter({ has: said })).toHaveCount(1);
  await app.retry();
  await expect.poll(() => asked().length, 'the retry is asked').toBe(3);
  expect(asked().at(-1)).toMatchObject({ reasoning: { effort: 'high' }, max_output_tokens: 900 });
  await app.settled();
  await app.ask('say as ever');
  await expect(app.lastAnswer).toContainText('as ever');
  expect(asked().map(({ reasoning }) => reasoning?.effort)).toEqual(['minimal', 'high', 'high', 'minimal']);
  expect(last?.body).not.toContain('A private thought.');
  await app.switchModel('claude-sonnet-4-5');
  await app.ask('say and back again');
  await expect(app.lastAnswer).toContainText('and back again');
  await app.settled();
  expect(loopback.ledger).toHaveLength(7);
  expect(await spentOf(page)).toBe(billed(loopback.ledger));
  expect((await ledgerOf(page)).map(entry => entry.basis)).toEqual(Array<string>(7).fill('priced'));

  // The next day both lists are read anew where models are chosen, once.
  await turnClock(page, 25 * 3_600_000);
  const lists = () => loopback.seen.filter(({ method, path }) => method === 'GET' && /\/models\b/.test(path)).length;
  const before = lists();
  for (const _ of ['opened', 'opened again']) {
    await page.getByRole('button', { name: /^Model/ }).click();
    await expect.poll(lists).toBe(before + 2);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
});
