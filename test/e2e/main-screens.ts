import type { Page } from '@playwright/test';

import { rowsTogether } from './database';

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

/** The screens of what was done first here: its conversation, task, run and, where it wrote one, file. */
export async function screensOfWork(page: Page): Promise<string[]> {
  const { task, run, artifact } = await rowsTogether(page, ['task', 'run', 'artifact']);
  const files = artifact.map(({ id }) => `#/file/${id}`);
  return [`#/conversation/${task[0]?.conversation}`, `#/task/${task[0]?.id}`, `#/run/${run[0]?.id}`, ...files];
}
