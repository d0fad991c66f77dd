import { AppError } from '../domain/error';
import { newId, type Id, type Instant } from '../domain/id';
import { joinStaged } from '../storage/join';
import { closeWorkspace, openWorkspace, type Workspace } from '../storage/open';
import { previewStaged, type TablePreview } from '../storage/preview';
import { isRawCopy } from '../storage/raw-copy';
import { dropHalfFilled, fillNew, markWhole, replaceByStaged } from '../storage/restore';
import { settingsOf } from '../storage/settings';
import {
  dropStaged,
  readStagedHead,
  stage,
  stagedPages,
  stageHead,
  sweepStaged,
  type RowToStage,
} from '../storage/staging';
import type { WorkspaceIndex } from '../storage/workspaces';
import { checkFormat, checkRows, tableNamed } from './check-rows';
import { readJsonFile, type Sizes } from './read-file';
import type { Work } from './work';
import { format, limits } from './workspace-format';

/** What a file holds and what taking it in would change. */
interface FilePreview {
  staged: string;
  name: string;
  exportedAt: Instant;
  version: string;
  tables: TablePreview[];
  /** `ledger-contradicts`: entries that differ from ours under the same id; a merge keeps them apart. */
  warnings: 'ledger-contradicts'[];
}

/**
 * Reads and checks a workspace file and keeps it aside; changes nothing that a screen shows. The checks, in this order:
 * size, unpacking, depth, forbidden and repeated keys, format and version, the strict shape of each row, keyed hashes of
 * payloads, chains of the ledger. Throws `AppError` `file-…`, and then nothing is kept.
 */
export async function previewImport(
  ws: Workspace,
  file: Blob,
  work: Work,
  sizes: Sizes = limits,
): Promise<FilePreview> {
  await sweepStaged(ws);
  const staged = newId<'import'>(ws.now(), ws.random);
  try {
    const head = await stageFile(ws, staged, file, work, sizes);
    const { tables, contradictions } = await previewStaged(ws, staged);
    return {
      staged,
      name: await nameOf(ws, staged),
      exportedAt: head.exportedAt,
      version: format,
      tables,
      warnings: contradictions > 0 ? ['ledger-contradicts'] : [],
    };
  } catch (error) {
    await dropStaged(ws, staged);
    throw (await isRawCopy(file)) ? new AppError('file-rescued', { cause: error }) : error;
  }
}

async function stageFile(ws: Workspace, staged: string, file: Blob, work: Work, sizes: Sizes) {
  let salts: readonly string[] = [];
  let pending: RowToStage[] = [];
  const check = checkRows(() => salts);
  const rest = await readJsonFile(
    file,
    {
      stream(path, root) {
        if (path[0] !== 'tables' || path.length !== 2) return undefined;
        checkFormat(root);
        salts = saltsOf(root);
        const table = tableNamed(path[1]);
        if (!table) throw new AppError('file-wrong-shape', { parameters: { table: path[1] ?? '', where: '' } });
        return item => pending.push(check.take(table, item));
      },
      async flush() {
        if (pending.length > 0) await stage(ws, staged, pending);
        pending = [];
      },
    },
    work,
    sizes,
  );
  const head = check.finish(rest);
  await stageHead(ws, staged, { exportedAt: head.exportedAt, salts: head.salts });
  return head;
}

/** The salts in a head that is not checked yet. */
function saltsOf(root: unknown): string[] {
  const salts = typeof root === 'object' && root !== null && 'salts' in root ? root.salts : undefined;
  return Array.isArray(salts) ? salts.filter(salt => typeof salt === 'string' && /^[0-9a-f]{64}$/.test(salt)) : [];
}

async function nameOf(ws: Workspace, staged: string): Promise<string> {
  for await (const page of stagedPages(ws, staged, 'setting')) {
    const { workspaceName } = settingsOf(page);
    if (workspaceName !== '') return workspaceName;
  }
  return '';
}

/** How a staged file is taken in. `new`: as a workspace of its own. */
export type ImportMode = 'merge' | 'replace' | 'new';

/**
 * Takes a staged file in, all or nothing; it can be aborted until it begins to write. Throws `not-found` {what: import} when it is not staged here any more. After
 * `replace` other tabs must open the workspace anew.
 */
export async function commitImport(
  ws: Workspace,
  index: WorkspaceIndex,
  staged: string,
  how: ImportMode,
  work: Work,
): Promise<{ workspace: Id<'workspace'>; rows: number }> {
  const head = await readStagedHead(ws, staged);
  if (!head) throw new AppError('not-found', { parameters: { what: 'import' } });
  const name = await nameOf(ws, staged);
  work.abort.throwIfAborted();
  switch (how) {
    case 'merge': {
      const { rows } = await joinStaged(ws, staged, head.salts);
      return { workspace: ws.id, rows };
    }
    case 'replace': {
      const rows = await replaceByStaged(ws, staged, head.salts);
      if (name !== '') await index.rename(ws.id, name);
      return { workspace: ws.id, rows };
    }
    case 'new':
      return openAsNew(ws, index, staged, name, head.salts);
  }
}

/** The list names the workspace only once it is whole. */
async function openAsNew(ws: Workspace, index: WorkspaceIndex, staged: string, name: string, salts: string[]) {
  const { scope, now, random } = ws;
  await dropHalfFilled(index, ws);
  const id = newId<'workspace'>(now(), random);
  const fresh = await openWorkspace({ scope, id, now, random });
  try {
    const rows = await fillNew(ws, staged, fresh, salts);
    await index.create(name, id);
    await markWhole(fresh);
    closeWorkspace(fresh);
    await dropStaged(ws, staged);
    return { workspace: id, rows };
  } catch (error) {
    closeWorkspace(fresh);
    await index.erase(id);
    throw error;
  }
}

/** Throws a staged file away. */
export function dropImport(ws: Workspace, staged: string): Promise<void> {
  return dropStaged(ws, staged);
}
