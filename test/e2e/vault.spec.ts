import type { Page } from '@playwright/test';
import { Retinue } from './pages';
import { expect, test } from './stage';

const passphrase = 'seven quiet lamps above the harbour';

/** After a wrong try the vault waits a second, longer after each; until the screen has heard of it a click may come too early. */
const opens = (app: Retinue, right: string) =>
  expect(async () => {
    if (await app.passphraseField.isVisible()) await app.unlock(right);
    await expect(app.passphraseField).toBeHidden({ timeout: 10_000 });
  }).toPass();

test('the vault survives a reload without asking; a changed passphrase opens, the old one does not; the recovery code opens and sets another; a new address needs it again', async ({
  page,
  loopback,
}) => {
  const app = new Retinue(page);
  const code = await app.connectAndHire('api.anthropic.com', { passphrase, recovery: true });
  await page.reload();
  await app.ask('say still open');
  await expect(app.lastAnswer).toContainText('still open');
  await app.settled();

  await app.changePassphrase(passphrase, 'nine other lamps below the bridge');
  // The vault's settings have a passphrase field of their own, which would be taken for the lock's.
  await app.open('#/');
  await app.lock('screen');
  await app.unlock(passphrase);
  await expect(page.locator('body')).toContainText('That is not it.');
  await opens(app, 'nine other lamps below the bridge');

  await app.lock('screen');
  await app.recover(code, 'ten new lamps along the river bank');
  await app.lock('screen');
  await app.unlock('ten new lamps along the river bank');
  await expect(app.passphraseField).toBeHidden();

  loopback.reset();
  await app.connectCustom('https://custom.example/v1', { stepUp: 'wrong wrong wrong wrong' });
  await expect(app.trouble).toContainText('That is not it.');
  expect(loopback.seen).toEqual([]);
});

test('a screen lock blanks every tab, work goes on, and one passphrase opens them all', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com', { passphrase });
  await app.ask('write 120 words, held after 40');
  const second = new Retinue(await context.newPage());
  await second.page.goto(page.url());
  await expect(second.lastAnswer).toContainText('(10)');
  await second.page.route('**/assets/unlock-*.js', route => route.abort());
  await second.lock('screen');
  await expect(app.passphraseField).toBeVisible();
  // Where the way back in does not come, the curtain says so.
  await expect(second.page.getByRole('heading', { name: 'This screen did not load' })).toBeVisible();
  await second.page.unrouteAll();
  await second.page.getByRole('button', { name: 'Reload' }).click();
  await expect(second.passphraseField).toBeVisible();
  await expect(app.page.locator('body')).not.toContainText('(10)');
  await expect(app.page).toHaveTitle('Unlock · Retinue');
  // The other one: what is under way goes on in the first.
  await second.page.addInitScript(answerLate);
  await second.page.addInitScript(recordShown);
  await second.page.reload();
  await expect(second.passphraseField).toBeVisible();
  const shown = (await second.page.evaluate(() => sessionStorage.getItem('shown'))) ?? '';
  expect(shown).toContain('The screen is locked');
  expect(shown).not.toMatch(/Ada|held after/);
  loopback.goOn();
  await expect.poll(() => loopback.ledger.map(({ complete }) => complete), 'goes on behind the lock').toEqual([true]);
  await app.unlock('not the passphrase at all');
  await expect(app.page.locator('body')).toContainText('That is not it.');
  await opens(second, passphrase);
  await expect(second.page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(app.lastAnswer).toContainText('(120)');
});

test('a key lock stops sending in every tab; the run waits and goes on after the unlock', async ({
  page,
  context,
  loopback,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com', { passphrase });
  const second = new Retinue(await context.newPage());
  await second.open();
  await second.lock('keys');
  await app.ask('say after the unlock');
  await expect(app.conversation).toContainText(/keys are locked|waits for the keys|unlock/i);
  expect(loopback.ledger).toEqual([]);
  const conversation = page.url();
  await app.unlock(passphrase);
  await expect(app.passphraseField).toBeHidden();
  await page.goto(conversation);
  await expect(app.lastAnswer).toContainText('after the unlock');
});

test('the vault’s worker dies with the tab that began it: the other begins a new one, and goes on once it is unlocked', async ({
  page,
  context,
}) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.anthropic.com', { passphrase });
  const second = new Retinue(await context.newPage());
  await second.open();
  await second.ask('say still here');
  await expect(second.lastAnswer).toContainText('still here');
  const conversation = second.page.url();
  await crash(page);
  await second.ask('say and back again');
  await expect(second.conversation).toContainText(/unlock/i);
  await second.unlock(passphrase);
  await expect(second.passphraseField).toBeHidden();
  await second.page.goto(conversation);
  await expect(second.lastAnswer).toContainText('and back again');
});

/** Runs in the page: its vault is met a second late, when the workspace is open already. */
function answerLate(): void {
  type Post = (message: unknown, transfer: Transferable[]) => void;
  const post = Reflect.get(MessagePort.prototype, 'postMessage') as Post;
  const later: Post = function (this: MessagePort, message, transfer) {
    const isIntroduction = typeof message === 'object' && message !== null && 'scope' in message;
    if (isIntroduction) setTimeout(() => post.call(this, message, transfer), 1_000);
    else post.call(this, message, transfer);
  };
  Object.assign(MessagePort.prototype, { postMessage: later });
}

/** Runs in the page: all that its title and its text ever were. */
function recordShown(): void {
  let shown = '';
  new MutationObserver(() => {
    shown += `${document.title} ${document.querySelector('#app')?.textContent}\n`;
    sessionStorage.setItem('shown', shown);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Ends the browser's process behind a page. */
async function crash(page: Page): Promise<void> {
  const ended = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => {}); // nobody is left to answer
  await ended;
  await page.close();
}
