import { readFile } from 'node:fs/promises';

import { withLongConversation } from '../support/long-conversation';
import { Retinue } from './pages';
import { expect, test } from './stage';

const count = 10_000;

test('a conversation of 10,000 messages opens at its end, grows upwards and keeps its DOM small', async ({ page }) => {
  // Taking the file in is most of it.
  test.setTimeout(180_000);
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  const { file, conversation } = withLongConversation(await readFile(await app.exportWorkspace(), 'utf8'), count);
  await app.importWorkspace(
    { name: 'long.retinue.json', mimeType: 'application/json', buffer: Buffer.from(file) },
    'merge',
  );

  const began = Date.now();
  await app.open(`#/conversation/${conversation}`);
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

  await app.ask('What day and time is it now where I am?');
  await expect(app.lastAnswer).toContainText('Simulated');
  await app.settled();
});
