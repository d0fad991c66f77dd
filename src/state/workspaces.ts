import { AppError } from '../domain/error';
import { fileLimit } from '../domain/file-limit';
import type { Id } from '../domain/id';
import type { CheckReport, ImportPreview, WorkOptions } from '../engine/door';
import type { WorkspaceView } from '../storage/queries';
import { doors } from './doors';
import { firstAnswer } from './first-answer';
import { live } from './live';
import { go } from './place';
import { settings } from './settings';

export type { CheckReport, ImportPreview, WorkOptions };
export type { WorkspaceView };

export const workspaces = live<'workspaces'>([], () => ({ name: 'workspaces', args: [] }));

/** Opens another workspace, at its first screen: the page loads anew, so that nothing of this one lingers. */
export function openWorkspace(id: Id<'workspace'>): void {
  const { page } = doors();
  go({ at: 'today' }, 'replace');
  page.keepShown(id);
  page.reload();
}

export async function createWorkspace(name: string): Promise<void> {
  openWorkspace(await doors().engine.write('createWorkspace', name));
}

export const renameWorkspace = (id: Id<'workspace'>, name: string): Promise<void> =>
  doors().engine.write('renameWorkspace', id, name);

export async function eraseWorkspace(id: Id<'workspace'>): Promise<void> {
  const { engine, page } = doors();
  await engine.write('eraseWorkspace', id);
  page.forgetWorkspace(id);
}

/** Databases, keys, caches, files and service worker of this device; then the page loads anew. */
export async function eraseEverything(): Promise<void> {
  const { engine, vault, page } = doors();
  await vault.erase('keys');
  await engine.write('eraseEverything');
  await page.erase();
  // The last: what is paused stays so while there is anything that could go on.
  await vault.erase('everything');
  page.reload();
}

/**
 * Saves the open workspace, or another, as one file. `now` in milliseconds. Rejects `saved-too-large` {most} where the
 * file cannot be read again: what would rely on it, an erasure or a replacement, then does not go on.
 */
export async function exportWorkspace(now: number, options: WorkOptions, other?: WorkspaceView): Promise<void> {
  const { engine, page } = doors();
  const file = await engine.work('exportWorkspace', other ? [other.id] : [], options);
  page.download(fileName(other ? other.name : settings.peek().workspaceName, now), file);
  if (file.size > fileLimit) throw new AppError('saved-too-large', { parameters: { most: fileLimit } });
}

/** Looks the whole workspace over. */
export const checkWorkspace = (options: WorkOptions): Promise<CheckReport> =>
  doors().engine.work('checkWorkspace', [], options);

/** Saves what can be read although the workspace does not open: no file to import, but nothing is lost. */
export async function rescue(now: number): Promise<void> {
  const { page } = doors();
  page.download(`retinue-rescue-${new Date(now).toISOString().slice(0, 10)}.jsonl`, await page.rescue());
}

/** Saves every workspace as a file that can be taken in again; where one of them cannot be, what can be read of all. */
export async function saveEverything(now: number): Promise<void> {
  const options = { abort: new AbortController().signal };
  let tooLarge: AppError | undefined;
  try {
    for (const view of await firstAnswer('workspaces', []))
      await exportWorkspace(now, options, view).catch((error: unknown) => {
        if (!isTooLarge(error)) throw error;
        tooLarge = error;
      });
  } catch {
    await rescue(now);
  }
  if (tooLarge) throw tooLarge;
}

/** The file is saved and whole, though it cannot be read again. */
const isTooLarge = (error: unknown): error is AppError => error instanceof AppError && error.code === 'saved-too-large';

/** `hallam-voss-2026-11-23.retinue.json`. */
export function fileName(workspace: string, now: number): string {
  const name = workspace
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return `${name || 'workspace'}-${new Date(now).toISOString().slice(0, 10)}.retinue.json`;
}

/** Reads and checks a file; changes nothing. Rejects with what is wrong with it. */
export const previewImport = (file: Blob, options: WorkOptions): Promise<ImportPreview> =>
  doors().engine.work('previewImport', [file], options);

/** Takes a previewed file in, all or nothing. A new or replaced workspace is opened anew. Answers how many rows came. */
export async function commitImport(
  staged: string,
  how: 'merge' | 'replace' | 'new',
  options: WorkOptions,
): Promise<number> {
  const { workspace, rows } = await doors().engine.work('commitImport', [staged, how], options);
  if (how !== 'merge') openWorkspace(workspace);
  return rows;
}

export const dropImport = (staged: string): Promise<void> => doors().engine.write('dropImport', staged);
