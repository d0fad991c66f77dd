import type { Page } from '@playwright/test';

import { rowsTogether } from './database';
import type { Retinue } from './pages';

/** Every screen that needs no id of its own. */
export const mainScreens = [
  '#/',
  '#/welcome',
  '#/team',
  '#/team/hire',
  '#/inbox',
  '#/conversations',
  '#/files',
  '#/costs',
  '#/settings/connections',
  '#/settings/vault',
  '#/settings/receipt',
  '#/settings/budgets',
  '#/settings/prices',
  '#/settings/data',
  '#/settings/appearance',
  '#/settings/shortcuts',
  '#/settings/about',
  '#/unlock',
] as const;

/** The demo's task with a plan, a question and a file: once to its end, and once more up to its question. */
export async function workInDemo(app: Retinue): Promise<void> {
  const move = 'We move to a new office. Make a plan and write me a checklist.';
  const friday = app.main.getByRole('button', { name: 'Friday', exact: true });
  await app.open();
  await app.ask(move);
  await friday.click();
  await app.main.getByRole('button', { name: /^Approve once/ }).click();
  await app.lastAnswer.getByText('is in your files').waitFor();
  await app.settled();
  await app.open();
  await app.ask(move);
  await friday.waitFor();
}

/** The screens of what was done first here: its conversation, task, run and, where it wrote one, file. */
export async function screensOfWork(page: Page): Promise<string[]> {
  const { task, run, artifact } = await rowsTogether(page, ['task', 'run', 'artifact']);
  const files = artifact.map(({ id }) => `#/file/${id}`);
  return [`#/conversation/${task[0]?.conversation}`, `#/task/${task[0]?.id}`, `#/run/${run[0]?.id}`, ...files];
}
