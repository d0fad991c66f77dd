import { noteImport } from '../../storage/activity';
import { closeWorkspace, openWorkspace, type Workspace } from '../../storage/open';
import { readSettings, setSetting } from '../../storage/settings';
import type { WorkspaceIndex } from '../../storage/workspaces';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

type Names =
  | 'setSetting'
  | 'createWorkspace'
  | 'renameWorkspace'
  | 'eraseWorkspace'
  | 'eraseEverything'
  | 'exportWorkspace'
  | 'exportCosts'
  | 'checkWorkspace'
  | 'previewImport'
  | 'commitImport'
  | 'dropImport';

/** Taking a file in is rare and its checks are large: fetched when they are needed. */
const importer = () => import('../../exchange/import');

/** What a screen does to workspaces as a whole. */
export function workspaceVerbs(
  engine: Engine,
  index: WorkspaceIndex,
  replaced: () => Promise<void>,
): Pick<VerbHandlers, Names> {
  const { workspace } = engine;
  return {
    setSetting: (_, name, value) => setSetting(workspace, name, value),
    createWorkspace: (_, name) => index.create(name),
    async renameWorkspace(_, id, name) {
      await index.rename(id, name);
      if (id === workspace.id) await setSetting(workspace, 'workspaceName', name);
    },
    eraseWorkspace: (_, id) => index.erase(id),
    async eraseEverything() {
      // Let go of first: taken away under us, it would make the page load anew before the rest is erased.
      closeWorkspace(workspace);
      await index.eraseAll();
    },
    async exportWorkspace(work, id = workspace.id) {
      const { exportWorkspace } = await import('../../exchange/export');
      if (id === workspace.id) return noted(workspace, () => exportWorkspace(workspace, work));
      const { scope, now, random } = workspace;
      const other = await openWorkspace({ scope, id, now, random });
      return exportWorkspace(other, work).finally(() => closeWorkspace(other));
    },
    async exportCosts(work, format) {
      const { exportCosts } = await import('../../exchange/costs-file');
      return exportCosts(workspace, format, work);
    },
    checkWorkspace: async work => (await import('../../storage/check-workspace')).checkWorkspace(workspace, work),
    previewImport: async (work, file) => (await importer()).previewImport(workspace, file, work),
    async commitImport(work, staged, how) {
      const { commitImport } = await importer();
      const result = await commitImport(workspace, index, staged, how, work);
      if (how !== 'new') await noteImport(workspace, result.rows);
      if (how === 'replace') await replaced();
      return result;
    },
    dropImport: async (_, staged) => (await importer()).dropImport(workspace, staged),
  };
}

/**
 * Notes when the workspace was saved, in the file too: where it is taken in, nobody is told that nothing was ever saved.
 * Only for the reminder: a full disk is the best reason to save a file, not one to withhold it.
 */
async function noted(workspace: Workspace, save: () => Promise<Blob>): Promise<Blob> {
  const { lastExportAt } = await readSettings(workspace);
  const note = (at: number) => setSetting(workspace, 'lastExportAt', at).catch(() => {});
  await note(workspace.now());
  return save().catch(async error => {
    await note(lastExportAt);
    throw error;
  });
}
