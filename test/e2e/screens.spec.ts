import { axeViolations, sidewaysOverflow } from '../support/axe';
import { untranslated } from '../support/untranslated';
import { mainScreens } from './main-screens';
import { Retinue } from './pages';
import { expect, test } from './stage';

/** Names and words of the demo team, titles and dates: content, not interface. */
const content =
  /^(Maren|Otto|Ines|planner|researcher|analyst|Our three invoices.*|simulated-1|Demo|\d* ?(January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2} \d+).*)$/;

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the main screens, ${theme}`, async ({ page }) => {
    test.setTimeout(60_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const app = new Retinue(page);
    await app.open();
    await app.startDemo();
    await app.askDemo();
    const conversation = new URL(page.url()).hash;
    for (const hash of [...mainScreens, conversation]) {
      await app.open(hash);
      expect(await axeViolations(page), `${hash}, ${theme}`).toEqual([]);
    }
  });
}

test('in the pseudo-locale, right to left at 320 px, every text is translated and nothing scrolls sideways', async ({
  page,
}) => {
  test.setTimeout(60_000);
  await page.setViewportSize({ width: 320, height: 700 });
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.askDemo();
  const conversation = new URL(page.url()).hash;
  await app.setLanguage('pseudo');
  for (const hash of [...mainScreens, conversation]) {
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
});

test('no request leaves for a foreign host before a key is used', async ({ page, loopback }) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.askDemo();
  for (const hash of mainScreens) await app.open(hash);
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
});
