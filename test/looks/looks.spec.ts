import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Page } from '@playwright/test';

import { mainScreens, screensOfWork, workInDemo } from '../e2e/main-screens';
import { Retinue } from '../e2e/pages';
import { expect, test } from '../e2e/stage';
import { axeViolations, sidewaysOverflow } from '../support/axe';
import type { Loopback } from '../support/loopback/server';

const out = resolve(import.meta.dirname, '../../out/looks');
const widths = { 320: 640, 768: 1_024, 1_280: 800 } as const;

/** `#/settings/data` → `settings-data`. */
const nameOf = (hash: string) => hash.replace(/^#\//, '').replaceAll('/', '-') || 'today';

// The app's own fonts are used where the service worker serves.
test.use({ serviceWorkers: 'allow' });

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of Object.entries(widths)) {
    test(`every screen, ${theme}, ${width} px wide`, async ({ page, loopback }) => {
      await mkdir(out, { recursive: true });
      await page.setViewportSize({ width: Number(width), height });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const app = new Retinue(page);
      await app.open();
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
      await page.reload();
      await app.ready();
      const look = async (name: string) => {
        await page.screenshot({ path: join(out, `${name}-${width}-${theme}.png`) });
        expect.soft(await axeViolations(page), `axe: ${name}`).toEqual([]);
        expect.soft(await sidewaysOverflow(page), `${name} scrolls sideways`).toBe(0);
      };
      await look('first-run');
      const made = await fill(app, page, loopback);
      for (const hash of mainScreens) {
        await app.open(hash);
        await look(nameOf(hash));
      }
      for (const [name, hash] of Object.entries(made)) {
        await app.open(hash);
        await page.waitForTimeout(300);
        // From its start: nothing may be half hidden under the top bar while axe measures targets.
        await page.mouse.move(Number(width) / 2, height / 2);
        await page.mouse.wheel(0, -100_000);
        await page.waitForTimeout(300);
        await look(name);
      }
      await app.open();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Search or do' }).waitFor();
      await look('palette');
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await look('shortcuts-dialog');
      await page.keyboard.press('Escape');
      await app.lock('screen');
      await app.passphraseField.waitFor();
      await look('unlock-screen');
    });
  }
}

/**
 * A workspace with something on every screen: an answer with reasoning and a tool, a failure, a demo conversation, a task
 * with its plan, run and file, a question and an approval that wait.
 */
async function fill(app: Retinue, page: Page, loopback: Loopback): Promise<Record<string, string>> {
  await app.startDemo();
  await workInDemo(app);
  const [planned = '', task = '', run = '', file = ''] = await screensOfWork(page);
  await app.open();
  await app.ask('Who are you, and what can you do for me?');
  await app.answers.first().waitFor();
  await app.settled();
  const demo = new URL(page.url()).hash;
  await app.connectAndHire('api.anthropic.com', { passphrase: 'seven quiet lamps above the harbour' });
  loopback.queue('api.anthropic.com', {
    kind: 'answer',
    reasoning: 'The sum needs the calculator. I ask it.',
    text: 'I add the figures first.',
    tool: { name: 'calculate', input: { expression: '1280.50 + 946.20' } },
  });
  loopback.queue('api.anthropic.com', {
    kind: 'answer',
    text: '## Summary\n\nTogether **2,226.70**.\n\n| Item | Amount |\n|---|---:|\n| First | 1,280.50 |\n| Second | 946.20 |\n\n```ts\nconst sum = 1280.5 + 946.2;\n```\n',
  });
  await app.ask('What do the two invoices add up to?', 'Ada');
  await app.lastAnswer.getByText('Summary').waitFor();
  await app.settled();
  const answered = new URL(page.url()).hash;
  await app.open();
  loopback.queue('api.anthropic.com', { kind: 'refusal', name: 'no-credit' });
  await app.ask('And the third one?', 'Ada');
  await app.main.getByText('no credit left').waitFor();
  const failed = new URL(page.url()).hash;
  await app.open();
  loopback.queue('api.anthropic.com', {
    kind: 'answer',
    text: 'I keep what I found.',
    tool: {
      name: 'write_file',
      input: { path: 'notes/invoices.md', content: '# Invoices\n\nTogether **2,226.70**.\n' },
    },
  });
  await app.ask('Keep that in a note', 'Ada');
  await page.getByRole('heading', { name: 'Ada wants to write notes/invoices.md' }).waitFor();
  const asking = new URL(page.url()).hash;
  await app.open('#/team');
  const agent = await app.main.getByRole('link', { name: 'Ada' }).first().getAttribute('href');
  return {
    'conversation-demo': demo,
    'conversation-planned': planned,
    'conversation-asking': asking,
    'conversation-failed': failed,
    conversation: answered,
    agent: agent ?? '#/team',
    task,
    run,
    file,
    nowhere: '#/nowhere',
  };
}
