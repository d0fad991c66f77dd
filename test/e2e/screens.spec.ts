import { axeViolations, sidewaysOverflow } from '../support/axe';
import { untranslated } from '../support/untranslated';
import { mainScreens, screensOfWork, workInDemo } from './main-screens';
import { Retinue } from './pages';
import { expect, test } from './stage';

/** Names and words of the demo team, titles, dates and times taken: content, not interface. */
const content =
  /^(Maren|Otto|Ines|Planner|Researcher|Analyst|Our three invoices.*|simulated-1|Demo|[\d.,]+ (ms|sec|min)|\d* ?(January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2} \d+).*)$/;

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the main screens and those of a finished task, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const app = new Retinue(page);
    await app.open();
    await app.startDemo();
    await workInDemo(app);
    const work = await screensOfWork(page);
    expect(work).toHaveLength(4);
    for (const hash of [...mainScreens, ...work]) {
      await app.open(hash);
      expect(await axeViolations(page), `${hash}, ${theme}`).toEqual([]);
    }
  });
}

test('in the pseudo-locale, right to left at 320 px, every text is translated and nothing scrolls sideways; no request leaves for a foreign host before a key is used', async ({
  page,
  loopback,
}) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.askDemo();
  const own = await screensOfWork(page);
  await app.setLanguage('pseudo');
  for (const hash of [...mainScreens, ...own]) {
    await app.open(hash);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect.soft(await sidewaysOverflow(page), `${hash} scrolls sideways`).toBe(0);
    expect
      .soft(
        (await untranslated(page)).filter(text => !content.test(text)),
        hash,
      )
      .toEqual([]);
  }
  expect(loopback.seen).toEqual([]);
});

test('everything from the first screen to an answer works by keyboard', async ({ page }) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await page.reload();
  await app.ready();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page).toHaveURL(/#\/$/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('costs');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/costs$/);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/#\/team$/);

  // A key of one's own, chosen by keyboard; a taken one is refused by name.
  await app.open('#/settings/shortcuts');
  const key = app.main.getByRole('button', { name: /^Costs/ });
  await key.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('h');
  await expect(page.getByRole('alert')).toContainText('“Hire an agent” has this key.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('b');
  await expect(key).toHaveText('B');
  await page.reload();
  await app.open();
  await page.keyboard.press('b');
  await expect(page).toHaveURL(/#\/costs$/);
});

test('between a list and one of it mark and title move; without motion they just change; the heading has the focus', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = update => {
      const transition = start(update);
      void transition.ready.then(() => {
        const moved = document.getAnimations().map(({ effect }) => (effect as KeyframeEffect).pseudoElement);
        document.documentElement.dataset['moved'] = [...new Set(moved)].join(' ');
        const { x, y } = document.querySelector('nav a')!.getBoundingClientRect();
        document.documentElement.dataset['clicked'] = document.elementFromPoint(x + 10, y + 10)?.closest('a')?.hash;
      });
      return transition;
    };
  });
  const app = new Retinue(page);
  const moved = page.locator('html[data-moved*="group(shared-title)"][data-moved*="group(shared-mark)"]');
  await app.open();
  await app.startDemo();
  await app.main.getByRole('link', { name: 'Maren' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Maren' })).toBeFocused();
  await expect(page.locator('html[data-moved]')).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goBack();
  await expect(moved).toHaveCount(1);
  await expect(page.locator('html'), 'a click meanwhile is not lost').toHaveAttribute('data-clicked', '#/');
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeFocused();
  // A screen that takes too long, on a machine that does other work, comes without motion.
  await expect(async () => {
    await app.open('#/team');
    await page.evaluate(() => delete document.documentElement.dataset['moved']);
    await app.main.getByRole('link', { name: 'Otto' }).click();
    await expect(moved).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('heading', { level: 1, name: 'Otto' })).toBeFocused();
  await expect(page).toHaveTitle('Otto · Retinue');
  // What the screen's menu holds is in the palette, too.
  await app.act('Retire');
  await page.getByRole('button', { name: 'Undo' }).click();
  await app.act('Network receipt');
  await expect(page).toHaveURL(/#\/settings\/receipt$/);
});
