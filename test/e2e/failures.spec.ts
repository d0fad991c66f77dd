import { Retinue } from './pages';
import { expect, test } from './stage';
import { keyFor, type HostName } from '../support/loopback/hosts';
import type { Scene } from '../support/loopback/scenarios';

/** Each way a provider can refuse has its own sentence, which says what to do; never a raw error of the browser. */

const raw = /TypeError|Failed to fetch|NetworkError|undefined|\[object/;

test.describe('pasting a key', () => {
  const cases: { name: string; key: string; says: RegExp }[] = [
    {
      name: 'a wrong Anthropic key is called wrong',
      key: keyFor('api.anthropic.com', 'wrong'),
      says: /does not accept this key\..*Make a new key/s,
    },
    {
      name: 'an organisation that forbids browsers is named as the reason, with OpenRouter as the way out',
      key: keyFor('api.anthropic.com', 'organisation'),
      says: /organisation does not let browsers call it\..*OpenRouter/s,
    },
    {
      name: 'an opaque refusal at OpenAI is told as what it most likely is',
      key: keyFor('api.openai.com', 'wrong'),
      says: /most likely the key is wrong|could not read an answer from/,
    },
    {
      name: 'a wrong OpenRouter key is called wrong',
      key: keyFor('openrouter.ai', 'wrong'),
      says: /does not accept this key/,
    },
    {
      name: 'an admin key is refused with a reason',
      key: 'sk-ant-admin01-loopback-admin-key',
      says: /This is an admin key.*ordinary key/s,
    },
  ];
  for (const { name, key, says } of cases) {
    test(name, async ({ page, loopback }) => {
      const app = new Retinue(page);
      await app.open('#/welcome');
      await app.pasteKey(key);
      await expect(app.trouble).toContainText(says);
      await expect(app.trouble).not.toContainText(raw);
      if (key.startsWith('sk-ant-admin')) expect(loopback.seen).toEqual([]);
    });
  }
});

test.describe('asking', () => {
  const cases: { name: string; host: HostName; scene: Scene; says: RegExp }[] = [
    {
      name: 'no credit',
      host: 'api.anthropic.com',
      scene: { kind: 'refusal', name: 'no-credit' },
      says: /no credit left\. *Add credit/,
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
      name: 'a refused request',
      host: 'api.anthropic.com',
      scene: { kind: 'refusal', name: 'bad-request', detail: 'messages.0: not like that' },
      says: /refused the request: .*not like that/,
    },
    {
      name: 'a refusal by the model',
      host: 'api.anthropic.com',
      scene: { kind: 'answer', text: '', stop: 'refusal' },
      says: /declined to answer/,
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
  for (const { name, host, scene, says } of cases) {
    test(`${name} has its sentence`, async ({ page, loopback }) => {
      const app = new Retinue(page);
      await app.connectAndHire(host);
      loopback.queue(host, scene);
      await app.ask('say hello');
      await expect(app.conversation).toContainText(says);
      await expect(app.conversation).not.toContainText(raw);
      expect(loopback.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    });
  }

  test('a rate limit is waited for, with the time the provider named, and then answered', async ({
    page,
    loopback,
  }) => {
    const app = new Retinue(page);
    await app.connectAndHire('api.openai.com');
    loopback.queue('api.openai.com', { kind: 'refusal', name: 'rate-limited', retryAfter: 2 });
    await app.ask('say patience pays');
    await expect(app.conversation).toContainText(/waiting for the provider, goes on at/);
    await expect(app.lastAnswer).toContainText('patience pays');
  });

  test('an overloaded provider is waited for and then answers', async ({ page, loopback }) => {
    const app = new Retinue(page);
    await app.connectAndHire('api.anthropic.com');
    loopback.queue('api.anthropic.com', { kind: 'refusal', name: 'overloaded' });
    await app.ask('say it works now');
    await expect(app.lastAnswer).toContainText('it works now');
  });
});
