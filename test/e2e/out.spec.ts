import { bareTest as test, expect } from './stage';

const address = 'https://example.org/a%2Fpath?query=1&then=%26#place';

test('a link out shows its whole address and goes there only on a click', async ({ page }) => {
  await page.route('https://example.org/**', route => route.fulfill({ body: 'arrived' }));
  await page.goto(`out.html#${address}`);
  await expect(page.getByText(address)).toBeVisible();
  const link = page.getByRole('link', { name: 'Open example.org' });
  await link.evaluate((element: HTMLElement) => element.click());
  await expect(page).toHaveURL(/out\.html/);
  await link.click();
  await expect(page.getByText('arrived')).toBeVisible();
  expect(await page.evaluate(() => document.referrer)).toBe('');
});

test('a link out to what is no web address cannot be followed', async ({ page }) => {
  for (const unfit of ['javascript:document.title=1', 'data:text/html,ran', 'file:///etc/hosts', 'neither']) {
    await page.goto('about:blank');
    await page.goto(`out.html#${unfit}`);
    await expect(page.getByText(unfit)).toBeVisible();
    await expect(page.getByText('cannot be opened from here')).toBeVisible();
    await expect(page.getByRole('link')).toHaveCount(0);
    await expect(page).toHaveTitle('Leaving Retinue');
  }
});
