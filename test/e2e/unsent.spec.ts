import { dataWorker } from '../support/data-worker';
import { Retinue } from './pages';
import { expect, test } from './stage';

/** What is typed is kept at most this much later. */
const keptAfter = 1_000;

test.describe('text that was not sent', () => {
  test('survives a reload and a crash, each in its own composer, and is gone once it was sent', async ({
    page,
    context,
  }) => {
    const app = new Retinue(page);
    await app.open();
    await app.startDemo();
    await app.askDemo();
    const conversation = page.url();
    const message = page.getByRole('textbox', { name: /^Message to / });
    await message.fill('half a thought');
    await app.open();
    const task = page.getByRole('textbox', { name: 'New task' });
    // The page goes in the very moment it was typed, and its worker with it, which had other things to do.
    const busy = () => {
      for (const until = performance.now() + 2_000; performance.now() < until;);
    };
    (await dataWorker(page)).evaluate(busy).catch(() => {});
    const reloaded = page.waitForEvent('load');
    await task.evaluate((field: HTMLTextAreaElement) => {
      field.value = 'a task for later';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      location.reload();
    });
    await reloaded;
    await app.ready();
    await expect(task).toHaveValue('a task for later');
    await page.goto(conversation);
    await expect(message).toHaveValue('half a thought');

    await message.pressSequentially(', and more');
    await page.waitForTimeout(keptAfter);
    const tab = await context.newPage();
    const crashing = page.waitForEvent('crash');
    // The browser kills the tab while it navigates there; the answer never comes.
    void page.goto('chrome://crash').catch(() => {});
    await crashing;
    const other = new Retinue(tab);
    await tab.goto(conversation);
    await other.ready();
    const again = tab.getByRole('textbox', { name: /^Message to / });
    await expect(again).toHaveValue('half a thought, and more');

    await other.send();
    await expect(again).toHaveValue('');
    await other.settled();
    await tab.reload();
    await other.ready();
    await expect(again).toHaveValue('');
    await other.open();
    await expect(tab.getByRole('textbox', { name: 'New task' })).toHaveValue('a task for later');
  });

  test('shows in another tab, but never over what is being typed there', async ({ page, context }) => {
    const app = new Retinue(page);
    await app.open();
    await app.startDemo();
    await app.open();
    const here = page.getByRole('textbox', { name: 'New task' });
    const tab = await context.newPage();
    const other = new Retinue(tab);
    await other.open();
    const there = tab.getByRole('textbox', { name: 'New task' });

    await here.pressSequentially('from the first tab');
    await expect(there).toHaveValue('from the first tab');
    await there.press('End');
    await there.pressSequentially(', gone on with in the second');
    await page.waitForTimeout(keptAfter);
    await expect(here).toHaveValue('from the first tab');
    await here.blur();
    await there.blur();
    await here.fill('the last writer wins');
    await expect(there).toHaveValue('the last writer wins');
  });
});
