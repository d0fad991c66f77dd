import { longConversation } from '../support/long-conversation';
import { plant, rowsOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

const count = 10_000;

test('a conversation of 10,000 messages opens at its end, grows upwards and keeps its DOM small', async ({ page }) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  const [agent] = await rowsOf(page, 'agent');
  if (!agent) throw new Error('nobody was hired');
  const { conversation, message, payload } = longConversation(agent, count);
  await plant(page, { conversation: [conversation], message, payload });

  const began = Date.now();
  await app.open(`#/conversation/${conversation.id}`);
  await expect(app.lastAnswer).toContainText(`This is message ${count} of ${count}.`);
  await expect(app.lastAnswer).toBeInViewport();
  console.log(`10,000 messages: the last one stands after ${Date.now() - began} ms`);

  const turns = app.transcript.getByRole('article');
  const atFirst = await turns.count();
  expect(atFirst).toBeLessThanOrEqual(60);
  for (let step = 0; step < 6; step += 1) {
    await turns.first().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, -4_000);
    await page.waitForTimeout(150);
  }
  const oldest = async () =>
    Number(/This is message ([\d,]+)/.exec(await app.transcript.innerText())?.[1]?.replace(',', ''));
  await expect.poll(oldest, 'older messages come as the user scrolls up').toBeLessThan(count - 100);
  expect(await turns.count(), 'turns in the DOM after scrolling').toBeLessThanOrEqual(300);

  // What was said long ago is found, loaded and shown.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Find in this conversation' });
  const asked = Date.now();
  // Typed without a pause: `m` and `e` are keys of a conversation, too.
  await page.keyboard.type('message 38 of');
  await expect(field).toHaveValue('message 38 of');
  const place = app.transcript.getByText('This is message 38 of', { exact: false });
  await expect(place.first()).toBeInViewport();
  console.log(`10,000 messages: what was said in the 38th is shown after ${Date.now() - asked} ms`);
  await expect(page.locator('search output')).toContainText('1 of 1');
  expect(await turns.count(), 'turns in the DOM after a jump').toBeLessThanOrEqual(300);
  const marked = await page.evaluate(() => [...(CSS.highlights.get('found-here') ?? [])].map(String));
  expect(marked).toEqual(['message 38 of']);
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await page.getByRole('button', { name: 'To the newest' }).click();

  // What is typed while a dialog is still on its way is not done to what lies below: `e` would edit the last message.
  await page.keyboard.press('m');
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: 'Choose a model for this conversation' }).waitFor();
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeHidden();
  await page.keyboard.press('Escape');

  await app.ask('What day and time is it now where I am?');
  await expect(app.lastAnswer).toContainText('Simulated');
  await app.settled();
});
