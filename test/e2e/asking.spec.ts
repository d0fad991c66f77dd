import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

import type { Answer, AskedTool } from '../support/loopback/scenarios';
import { followNotice, keepNotices, noticesOf, setInView } from './notices';
import { modelOf, Retinue } from './pages';
import { expect, test } from './stage';

const host = 'api.anthropic.com';

const write = (path: string, content: string): AskedTool => ({ name: 'write_file', input: { path, content } });

/** What the model says, and the tools it asks for. */
const answer = (text: string, tool?: AskedTool, ...also: AskedTool[]): Answer => ({
  kind: 'answer',
  text,
  ...(tool && { tool }),
  also,
});

const asks = (page: Page, what: string, who = 'Ada') =>
  expect(page.getByRole('heading', { name: `${who} wants to ${what}` })).toBeVisible();

async function filesAre(app: Retinue, paths: string[]): Promise<void> {
  await app.open('#/files');
  await expect(app.main.getByRole('link')).toHaveText(paths);
}

test('a file is written once it was approved, changed as it was edited, and not when it was rejected', async ({
  hired: app,
  page,
  loopback,
}) => {
  loopback.queue(
    host,
    answer('First.', write('notes/a.md', 'One line.\n')),
    answer('Second.', write('notes/a.md', 'One line, longer.\n')),
    answer('Third.', write('notes/b.md', 'Never.\n')),
    answer('I see.'),
  );
  await app.ask('keep notes');
  await asks(page, 'write notes/a.md');
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.keyboard.press('a');

  await asks(page, 'change notes/a.md');
  await expect(page.getByRole('region', { name: 'What would change' })).toContainText('One line, longer.');
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'The text as it should be' }).fill('As I want it.\n');
  await page.getByRole('button', { name: 'Approve as edited' }).click();

  await asks(page, 'write notes/b.md');
  await page.keyboard.press('x');
  const reason = page.getByRole('textbox', { name: /^Why not/ });
  await reason.fill('Not this one.');
  await page.reload();
  await expect(reason).toHaveValue('Not this one.');
  await reason.press('Enter');
  await expect(app.lastAnswer).toContainText('I see.');
  await app.settled();
  expect(JSON.stringify(loopback.seen.at(-1)?.body)).toContain('Not this one.');

  // What the user made of it is kept as a correction, and told when the run is looked at again.
  await app.lastAnswer.getByRole('link', { name: 'Replay' }).click();
  await page.getByRole('button', { name: /You edited and approved/ }).click();
  const corrected = app.main.getByRole('region', { name: 'What you changed in it' });
  await expect(corrected.locator('del')).toHaveText('One line, longer.');
  await expect(corrected.locator('ins')).toHaveText('As I want it.');
  await page.getByRole('button', { name: /You rejected/ }).click();
  await expect(app.main.getByText('Not this one.')).toBeVisible();
  await page.getByRole('button', { name: 'rejected by you Write a file' }).click();
  await expect(app.main.getByText('You rejected it: “Not this one.”')).toBeVisible();

  await filesAre(app, ['notes/a.md']);
  await app.main.getByRole('link', { name: 'notes/a.md' }).click();
  await expect(app.main).toContainText('As I want it.');
  const versions = app.main.getByRole('button', { name: /^Version/ });
  await expect(versions).toHaveCount(2);
  await expect(versions.last()).toContainText('Ada');
});

test('several calls are decided at once, from the inbox of another tab; while no tab is in view, the system tells', async ({
  hired: app,
  page,
  context,
  loopback,
}) => {
  await keepNotices(page);
  loopback.queue(host, answer('Both.', write('a.md', 'A'), write('b.md', 'B')), answer('Two files.'));
  await setInView(page, false);
  await app.ask('write both');
  await expect(page.getByText('2 wait for your approval')).toBeVisible();
  await expect.poll(() => noticesOf(page)).toEqual(['Ada wants to write a.md: write both']);
  const asked = page.url();
  const other = new Retinue(await context.newPage());
  await other.open('#/inbox');
  await setInView(other.page, false);
  await page
    .getByRole('button', { name: /^Reject/ })
    .last()
    .click();
  await page.getByRole('textbox', { name: 'Why not?' }).fill('Not yet.');
  await other.page.getByRole('button', { name: 'Approve all 2' }).click();
  await expect(other.page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
  // What was being said here no longer counts, and is not lost.
  await expect(page.getByText('You had already decided this: “approved”. That holds.')).toBeVisible();
  await page.evaluate(() =>
    Object.defineProperty(navigator.clipboard, 'writeText', {
      value: () => Promise.reject(new DOMException('', 'NotAllowedError')),
    }),
  );
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Copy what you wrote' }).click(),
  ]);
  expect(await readFile(await saved.path(), 'utf8')).toBe('Not yet.');
  await page.evaluate(() => location.assign('#/costs'));
  await expect.poll(() => noticesOf(page)).toEqual([expect.anything(), 'Ada has finished: write both']);
  await followNotice(page, 1);
  await expect(page).toHaveURL(asked);
  await expect(app.lastAnswer).toContainText('Two files.');
  // Back, the user is told once more, with the way to it.
  await expect(other.page.getByText('Ada has finished')).toBeHidden();
  await setInView(other.page, true);
  await expect(other.page.getByText('Ada has finished: write both')).toBeVisible();
  await other.page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(other.page).toHaveURL(asked);
  await filesAre(app, ['a.md', 'b.md']);
});

test('a request comes into view by its head while the reader is at the end, also on a small screen', async ({
  page,
  loopback,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const app = new Retinue(page);
  await app.connectAndHire(host);
  const lines = Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n');
  const address = `https://archive.example/${'lettersoftheyear'.repeat(3)}`;
  const where = { name: 'ask_user', input: { question: 'From where?', choices: [address, 'Nowhere'] } };
  loopback.queue(
    host,
    answer(lines.replaceAll('\n', '\n\n'), write('long.md', lines)),
    answer('I look.', where),
    answer('Written.'),
  );
  await app.ask('write much');
  const head = page.getByRole('heading', { name: 'Ada wants to write long.md' });
  await expect(head).toBeInViewport();
  await expect(page.getByRole('button', { name: 'To the newest' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Approve once' }).click();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await page.getByRole('button', { name: address }).waitFor();
  expect(await width(), 'with a choice of one long word').toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: address }).click();
  await expect(app.lastAnswer).toContainText('Written.');
  await expect(app.transcript.getByText('Written.')).toBeInViewport();
  expect(await width()).toBeLessThanOrEqual(320);
});

test('the inbox is walked through and decided by keys alone', async ({ hired: app, page, loopback }) => {
  loopback.queue(
    host,
    answer('Three.', write('a.md', 'A'), write('b.md', 'B'), write('c.md', 'C')),
    answer('As you like.'),
  );
  await app.ask('write three');
  await expect(page.getByText('3 wait for your approval')).toBeVisible();
  await app.open('#/inbox');
  await asks(page, 'write a.md');
  await page.keyboard.press('j');
  await asks(page, 'write b.md');
  await page.keyboard.press('x');
  await page.keyboard.type('Not this one.');
  await page.keyboard.press('Enter');
  await asks(page, 'write c.md');
  await page.keyboard.press('a');
  await asks(page, 'write a.md');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
  const decided = page.getByRole('region', { name: 'Decided' });
  await expect(decided.getByRole('listitem')).toHaveCount(3);
  await expect(decided).toContainText('rejected: Not this one.');
  await filesAre(app, ['a.md', 'c.md']);
});

test('what is always allowed is told in words, does not ask again, and can be taken back', async ({
  hired: app,
  page,
  loopback,
}) => {
  loopback.queue(
    host,
    answer('First.', write('log.md', 'One')),
    answer('Second.', write('log.md', 'Two')),
    answer('Both are written.'),
  );
  await app.ask('keep a log');
  await page.getByRole('button', { name: 'Always like this' }).click();
  const dialog = page.getByRole('dialog', { name: 'Let Ada do this without asking?' });
  await expect(dialog).toContainText('Ada may write any text in the file log.md without asking.');
  await dialog.getByText('In every run').click();
  await dialog.getByRole('button', { name: 'Allow, and approve this one' }).click();
  await expect(app.lastAnswer).toContainText('Both are written.');

  await app.openAgent('Ada', 'Tools & grants');
  await expect(app.main).toContainText('Ada may write any text in the file log.md without asking');
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(app.main).toContainText('Nothing yet.');

  await page.getByRole('button', { name: 'Allow…' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill('logs');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(app.main).toContainText('Ada may write any text in files under logs/ without asking');
  loopback.queue(host, answer('Unasked.', write('logs/a.md', 'One')), answer('Outside.', write('log.md', 'Three')));
  await app.ask('keep more logs');
  await asks(page, 'change log.md');
  await filesAre(app, ['log.md', 'logs/a.md']);
});

test('a run is replayed for nothing, forked with other words, and both are laid side by side', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.ask('say apples');
  await expect(app.lastAnswer).toContainText('apples');
  await app.settled();
  const calls = loopback.ledger.length;
  await app.lastAnswer.getByRole('link', { name: 'Replay' }).click();
  await expect(page.getByRole('heading', { name: `Asked ${modelOf[host]}` })).toBeVisible();
  await expect(app.main).toContainText('apples');
  expect(loopback.ledger).toHaveLength(calls);

  await page.getByRole('button', { name: 'Fork', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Run it again' });
  await dialog.getByRole('textbox', { name: 'Your message instead' }).fill('say pears');
  await dialog.getByRole('button', { name: 'Fork' }).click();
  await expect(app.lastAnswer).toContainText('pears');
  await app.settled();
  await app.lastAnswer.getByRole('link', { name: 'Replay' }).click();
  await page.getByRole('link', { name: /^Compare with/ }).click();
  await expect(app.main.getByRole('listitem')).toHaveText(['Your message.', 'They went apart at step 1.']);
  const sides = app.main.locator('section[aria-label]');
  await expect(sides).toHaveCount(2);
  await expect(sides.first()).toContainText('pears');
  await expect(sides.last()).toContainText('apples');
});

test('a colleague is asked: works under its own name, asks in its conversation and the task, and comes back with its cost', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.hire({ name: 'Bea', model: modelOf[host] });
  await app.openAgent('Ada', 'Tools & grants');
  const mayAsk = page.getByRole('switch', { name: 'Bea' });
  await mayAsk.click({ force: true });
  await expect(mayAsk).toBeChecked();

  const errand = { colleague: 'Bea', brief: 'Write down the year', expected: 'The file it is in.', budget: 0.5 };
  loopback.queue(
    host,
    answer('Bea knows.', { name: 'ask_colleague', input: errand }),
    answer('I write it.', write('year.md', '2024\n')),
    answer('It is in year.md.'),
    answer('Bea wrote year.md.'),
  );
  await app.ask('Find the year', 'Ada');
  await app.transcript.getByRole('link', { name: 'waits for your decision' }).click();
  await asks(page, 'write year.md', 'Bea');
  await page.getByRole('link', { name: 'Ada asked for this' }).click();

  // What a colleague asks is asked in the task it works for, too.
  await page.getByRole('button', { name: 'Conversation menu' }).click();
  await page.getByRole('menuitem', { name: 'Its task, plan and runs' }).click();
  await asks(page, 'write year.md', 'Bea');
  await page.keyboard.press('a');
  await expect(app.main.getByText('Ada: Done')).toBeVisible();
  await expect(app.main.getByRole('region', { name: 'Asked of colleagues' })).toContainText(/Bea.*done.*\$0\.\d+/s);
  await expect(app.main.getByRole('region', { name: 'Runs' })).toContainText('Bea wrote year.md.');

  await page.getByRole('link', { name: 'Open conversation' }).click();
  await app.settled();
  const line = app.transcript.getByRole('group').filter({ hasText: 'Asked Bea' });
  await expect(line).toContainText('done');
  await expect(line).toContainText(/\$0\.\d+ on top/);
  await app.lastAnswer.getByRole('link', { name: 'Replay' }).click();
  await page.getByRole('button', { name: /Asked Bea/ }).click();
  await expect(app.main.getByText('It is in year.md.')).toBeVisible();
});
