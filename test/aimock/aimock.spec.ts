import { test as base, expect, type Browser } from '@playwright/test';

import { Retinue } from '../e2e/pages';
import { ledgerOf } from '../e2e/database';
import { findChromium } from '../support/chromium.mjs';
import type { HostName } from '../support/loopback/hosts';
import { chromiumArguments } from '../support/loopback/server';
import { startMock, type Mock } from './behind-tls';

const test = base.extend<Record<never, never>, { mock: Mock; browser: Browser }>({
  mock: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const mock = await startMock();
      await use(mock);
      await mock.stop();
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ playwright, mock }, use) => {
      const { executablePath, args } = await findChromium();
      const all = [...args, ...chromiumArguments(mock.port)];
      const browser = await playwright.chromium.launch({ executablePath, args: all });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  serviceWorkers: 'block',
});

const models: [HostName, string][] = [
  ['api.anthropic.com', 'claude-sonnet-4-5'],
  ['api.openai.com', 'gpt-5-mini'],
  ['openrouter.ai', 'openai/gpt-5-mini'],
];

for (const [host, model] of models) {
  test(`${host}: text, reasoning and a tool call arrive from the independent mock`, async ({ page, mock }) => {
    mock.answers.reset();
    mock.answers.onMessage('hello', {
      content: 'Hello from a mock nobody here wrote.',
      reasoning: 'They greet. I greet.',
    });
    mock.answers.on(
      { userMessage: 'seven', hasToolResult: false },
      {
        toolCalls: [{ name: 'calculate', arguments: JSON.stringify({ expression: '7 * 8' }) }],
      },
    );
    mock.answers.on({ userMessage: 'seven', hasToolResult: true }, { content: 'That makes 56.' });
    const app = new Retinue(page);
    await app.connect(host);
    await app.hire({ model, typed: true });
    await app.ask('hello');
    await expect(app.lastAnswer).toContainText('Hello from a mock nobody here wrote.');
    await app.settled();
    await app.ask('seven times eight?');
    await expect(app.lastAnswer).toContainText('That makes 56.');
    await app.settled();
    const attempts = (await ledgerOf(page)).map(entry => `${entry.act}/${entry.attempt}`);
    expect(attempts).toHaveLength(3);
    expect(new Set(attempts).size).toBe(3);
  });
}

test('a rate limit and an overload of the mock are waited for', async ({ page, mock }) => {
  mock.answers.reset();
  mock.answers.onMessage('patience', { content: 'It was worth the wait.' });
  const app = new Retinue(page);
  await app.connect('api.anthropic.com');
  await app.hire({ model: 'claude-sonnet-4-5', typed: true });
  mock.answers.nextRequestError(529, { message: 'Overloaded', type: 'overloaded_error' });
  await app.ask('patience');
  await expect(app.lastAnswer).toContainText('It was worth the wait.', { timeout: 20_000 });
});
