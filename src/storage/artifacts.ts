import type { RevisionText } from '../domain/artifact';
import type { FileInfo, FileText } from '../domain/tool';
import { present } from '../lib/entries';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import { openAll } from './seal';

/** The files of the workspace as they are now, in the order of their paths. */
export async function listFiles(ws: Workspace): Promise<FileInfo[]> {
  const artifacts = await openAll((await ws.db.artifact.toArray()).filter(row => !row.gone));
  const current = await ws.db.revision.bulkGet(artifacts.map(row => row.current));
  const files = artifacts.map((row, index) => {
    const revision = current[index];
    return (
      revision && {
        path: row.body.path,
        size: revision.size,
        type: revision.type,
        changedAt: revision.at,
        revision: revision.id,
      }
    );
  });
  return present(files).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The current text at a path. */
export async function readFileAt(ws: Workspace, path: string): Promise<FileText | undefined> {
  const info = (await listFiles(ws)).find(file => file.path === path);
  const revision = info && (await ws.db.revision.get(info.revision));
  if (!info || !revision) return undefined;
  const value = await payloadValue<RevisionText>(await ws.db.payload.get(revision.payload));
  return value && { ...info, text: value.text, labels: revision.labels ?? [] };
}
