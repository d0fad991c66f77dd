import type { Page } from '@playwright/test';

import { modelOf, type Retinue } from '../e2e/pages';
import type { Answer, AskedTool } from '../support/loopback/scenarios';
import type { Loopback } from '../support/loopback/server';

/** Addresses of what was made. */
export interface Made {
  agent: string;
  /** A conversation with a forked answer, and its first run. */
  answered: string;
  run: string;
  /** One that waits for an approval. */
  waiting: string;
  /** A task with a plan that has not begun. */
  planned: string;
}

const host = 'api.anthropic.com';
const answer = (text: string, tool?: AskedTool): Answer => ({ kind: 'answer', text, ...(tool && { tool }) });
const hashOf = (page: Page) => new URL(page.url()).hash;

/** A workspace in which every dialog, sheet and menu has something to stand on. */
export async function fill(app: Retinue, page: Page, loopback: Loopback): Promise<Made> {
  await app.open();
  await app.startDemo();
  await app.connectAndHire(host, { passphrase: 'seven quiet lamps above the harbour' });
  await app.hire({ name: 'Bea', model: modelOf[host] });
  loopback.queue(host, answer('Together **2,226.70**.'));
  await app.ask('What do the two invoices add up to?', 'Ada');
  await app.lastAnswer.getByText('2,226.70').waitFor();
  await app.settled();
  const answered = hashOf(page);
  await app.lastAnswer.getByRole('link', { name: 'Replay' }).click();
  await page.waitForURL(/#\/run\//);
  const run = hashOf(page);

  await app.open();
  const input = {
    path: 'notes/a.md',
    content: '# Notes\n\nA line that is long enough to wrap where there is little room.\n',
  };
  loopback.queue(host, answer('I write it down.', { name: 'write_file', input }));
  await app.ask('Keep notes', 'Ada');
  await page.getByRole('heading', { name: /wants to write/ }).waitFor();
  const waiting = hashOf(page);

  await app.open();
  await page.getByRole('textbox', { name: 'New task' }).fill('Find the year');
  await page.getByRole('button', { name: 'Plan it first, begin later' }).click();
  for (const title of ['Look it up', 'Write it down in a few words']) {
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('textbox', { name: 'Step', exact: true }).fill(title);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(title).first().waitFor();
  }
  const planned = hashOf(page);
  await app.open('#/team');
  // Nothing that was told meanwhile lies over what is looked at.
  await page.reload();
  await app.ready();
  const agent = await app.main.getByRole('link', { name: 'Ada' }).first().getAttribute('href');
  return { agent: agent ?? '#/team', answered, run, waiting, planned };
}
