import { removeFile, restoreRevision, saveFile } from '../../storage/artifacts';
import type { Engine } from '../engine';
import type { VerbHandlers } from '../serve-door';

type Names = 'saveFile' | 'restoreRevision' | 'removeFile';

/** What a screen does to files. */
export function fileVerbs({ workspace }: Engine): Pick<VerbHandlers, Names> {
  return {
    saveFile: (_, path, text, origin) => saveFile(workspace, path, text, origin),
    restoreRevision: (_, id) => restoreRevision(workspace, id),
    removeFile: (_, id, gone) => removeFile(workspace, id, gone),
  };
}
