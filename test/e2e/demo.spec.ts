import { rowsOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

test('the demo team answers without a key, at no cost and outside the totals; outside its script it says so instead of pretending', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.open();
  await app.startDemo();
  await app.askDemo();
  await expect(app.conversation).toContainText(/simulated/i);
  await app.open();
  await app.ask('Write a sonnet about the sea in Portuguese.');
  await app.settled();
  await expect(app.lastAnswer).toContainText('that is not in my script');
  const entries = await rowsOf(page, 'cost');
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.every(entry => entry.basis === 'simulated' && (entry.cost ?? 0) === 0)).toBe(true);
  expect((await rowsOf(page, 'rollup')).filter(row => row.id !== 'up-to')).toEqual([]);
  expect(loopback.seen).toEqual([]);
});

test('a first visit can be read and used before the app is there; a later one waits for its workspace', async ({
  page,
}) => {
  const app = new Retinue(page);
  let letThrough = () => {};
  await page.route(/\/assets\/home-[^/]+\.js$/, async route => {
    await new Promise<void>(resolve => {
      letThrough = resolve;
    });
    await route.continue();
  });
  const first = page.getByRole('heading', { level: 1, name: 'What should the team do first?' });
  const tryIt = page.getByRole('button', { name: 'Try without a key' });
  await page.goto('/');
  await expect(first).toBeVisible();
  await tryIt.click();
  await expect(tryIt).toHaveAttribute('aria-busy', 'true');
  letThrough();
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  await expect(app.main.getByRole('link', { name: 'Ines' })).toBeVisible();

  await page.goto('/#/');
  await page.reload();
  await expect(app.main.getByText('Opening the workspace')).toBeVisible();
  await expect(first).toBeHidden();
  letThrough();
  await app.ready();
});
