import { Retinue } from './pages';
import { expect, test } from './stage';
import { keyFor, type HostName } from '../support/loopback/hosts';
import type { Scene } from '../support/loopback/scenarios';
import type { Loopback } from '../support/loopback/server';

/** Each way a provider can refuse has its own sentence, which says what to do; never a raw error of the browser. */

const raw = /TypeError|Failed to fetch|NetworkError|undefined|\[object/;

const badKeys: { name: string; key: string; says: RegExp }[] = [
  {
    name: 'a wrong Anthropic key is called wrong',
    key: keyFor('api.anthropic.com', 'wrong'),
    says: /api\.anthropic\.com does not accept this key\..*Make a new key/s,
  },
  {
    name: 'an organisation that forbids browsers is named as the reason, with OpenRouter as the way out',
    key: keyFor('api.anthropic.com', 'organisation'),
    says: /organisation does not let browsers call it\..*OpenRouter/s,
  },
  {
    name: 'an opaque refusal at OpenAI is told as what it most likely is',
    key: keyFor('api.openai.com', 'wrong'),
    says: /api\.openai\.com: most likely the key is wrong or revoked.*paste a new one/s,
  },
  {
    name: 'a wrong OpenRouter key is called wrong',
    key: keyFor('openrouter.ai', 'wrong'),
    says: /openrouter\.ai does not accept this key/,
  },
  {
    name: 'a key that may not be used just now says when it may',
    key: keyFor('api.openai.com', 'limited'),
    says: /asks to wait.*Try again in 20 seconds/s,
  },
  {
    name: 'what is no key is sent nowhere',
    key: 'sk-ant-api03-copied with a blank',
    says: /This is no key:.*Copy it again/s,
  },
  {
    name: 'an admin key is refused with a reason',
    key: 'sk-ant-admin01-loopback-admin-key',
    says: /This is an admin key.*ordinary key/s,
  },
];

test('pasting a key that cannot be used', async ({ page, loopback }) => {
  const app = new Retinue(page);
  for (const { name, key, says } of badKeys) {
    await test.step(name, async () => {
      const before = loopback.seen.length;
      await app.open();
      await app.pasteKey(key);
      await expect(app.trouble).toContainText(says);
      await expect(app.trouble).not.toContainText(raw);
      if (/ |^sk-ant-admin/.test(key)) expect(loopback.seen).toHaveLength(before);
    });
  }
});

const failures: { name: string; host: HostName; scene: Scene; says: RegExp }[] = [
  {
    name: 'no credit',
    host: 'api.anthropic.com',
    scene: { kind: 'refusal', name: 'no-credit' },
    says: /at api\.anthropic\.com has no credit left\. *Add credit/,
  },
  {
    name: 'a spent quota at OpenAI is no credit, and is not tried again',
    host: 'api.openai.com',
    scene: { kind: 'refusal', name: 'no-credit' },
    says: /no credit left\. *Add credit/,
  },
  {
    name: 'too long a conversation',
    host: 'api.anthropic.com',
    scene: { kind: 'refusal', name: 'context-too-long' },
    says: /no longer fits into the window/,
  },
  {
    name: 'a model that is not there any more',
    host: 'api.anthropic.com',
    scene: { kind: 'refusal', name: 'unknown-model', detail: 'gone' },
    says: /does not know the model claude-\S+\. *Choose another model, or test its connection/,
  },
  {
    name: 'a refused request',
    host: 'api.anthropic.com',
    scene: { kind: 'refusal', name: 'bad-request', detail: 'messages.0: not like that' },
    says: /refused the request: .*not like that/,
  },
  {
    name: 'a refusal by the model',
    host: 'api.anthropic.com',
    scene: { kind: 'answer', text: '', stop: 'refusal' },
    says: /declined to answer\. Put it differently/,
  },
  {
    name: 'a stream that breaks keeps what arrived',
    host: 'api.anthropic.com',
    scene: { kind: 'answer', text: 'one two three four five six', fault: { after: 3, how: 'cut' } },
    says: /cut off on its way\..*What arrived is kept/s,
  },
  {
    name: 'an error inside a stream',
    host: 'openrouter.ai',
    scene: { kind: 'answer', text: 'one two three four five six', fault: { after: 3, how: 'error' } },
    says: /failed while it answered|is overloaded/,
  },
];

const posts = (loopback: Loopback) => loopback.seen.filter(({ method }) => method === 'POST').length;

for (const host of ['api.anthropic.com', 'api.openai.com', 'openrouter.ai'] as const) {
  test(`asking at ${host}, which fails: each way has its sentence`, async ({ page, loopback }) => {
    const app = new Retinue(page);
    await app.connectAndHire(host);
    for (const { name, scene, says } of failures.filter(one => one.host === host)) {
      await test.step(name, async () => {
        const before = posts(loopback);
        loopback.queue(host, scene);
        await app.open();
        await app.ask('say hello');
        await expect(app.conversation).toContainText(says);
        await expect(app.conversation).not.toContainText(raw);
        expect(posts(loopback) - before).toBe(1);
      });
    }
  });
}

test('a rate limit is waited for, and so is an overloaded provider', async ({ page, loopback }) => {
  const app = new Retinue(page);
  await app.connectAndHire('api.openai.com');
  loopback.queue('api.openai.com', { kind: 'refusal', name: 'rate-limited', retryAfter: 3 });
  await app.ask('say patience pays');
  await expect(app.conversation).toContainText('waiting for the provider');
  await expect(app.lastAnswer).toContainText('patience pays');
  await app.settled();
  loopback.queue('api.openai.com', { kind: 'refusal', name: 'overloaded' });
  await app.ask('say it works now');
  await expect(app.lastAnswer).toContainText('it works now');
  await app.settled();
  // A wait that is over within the minute has no time to tell; a longer one has.
  loopback.queue('api.openai.com', { kind: 'refusal', name: 'rate-limited', retryAfter: 120 });
  await app.ask('say much later');
  await expect(app.conversation).toContainText(/waiting for the provider, until \d/);
  await app.stopButton.click();
  await app.settled();
});

test('out of credit, the second model answers, and says so', async ({ hired: app, page, loopback }) => {
  await app.open('#/team');
  await page.getByRole('link', { name: /Ada/ }).first().click();
  await page.getByRole('button', { name: 'Edit' }).first().click();
  const second = page.getByRole('combobox', { name: 'When the model is unavailable' });
  await second.fill('claude-opus-4-5');
  await page.getByRole('switch', { name: 'Even though it may cost more' }).check({ force: true });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await expect(app.main.getByText('claude-opus-4-5')).toBeVisible();
  loopback.queue('api.anthropic.com', { kind: 'refusal', name: 'no-credit' });
  await app.ask('say hello', 'Ada');
  await expect(page.getByText(/^Answered by claude-opus-4-5, because .* had no credit left\.$/)).toBeVisible();
});
