import type { ArtifactRow, RevisionRow, RevisionText } from '../domain/artifact';
import { AppError } from '../domain/error';
import { derivedId, type Id } from '../domain/id';
import { pastedLabels, unionLabels } from '../domain/label';
import { clashingPath, normalisePath, pathKey } from '../domain/path';
import type { FileInfo, FileText } from '../domain/tool';
import { typeOfPath } from '../domain/media-type';
import { commit } from './commit';
import type { Workspace } from './open';
import { addPayloads, payloadValue, preparePayload } from './payloads';
import type { PayloadRow } from './rows';
import { openAll, openRow, seal } from './seal';
import { add, envelope, freshId, patch, stampsOf } from './write';

/** The tables a change of a file touches. */
export const artifactTables = ['artifact', 'revision', 'payload'] as const;

/** A file as it shall be. */
interface NewFile {
  /** Normalised. */
  path: string;
  text: string;
  /** Media type. */
  type: string;
}

/** Who a revision is by, and where its file is first seen. */
export type FileProvenance = Pick<RevisionRow, 'by' | 'agent' | 'run' | 'act' | 'labels'> &
  Pick<ArtifactRow, 'conversation' | 'project'>;

/** A change of a file, hashed and sealed. */
interface PreparedFile {
  artifact: Id<'artifact'>;
  revision: Id<'revision'>;
  payload: PayloadRow;
  size: number;
  type: string;
  body: ArtifactRow['body'];
  by: FileProvenance;
}

/** The file at a path: the same on every device, and for paths that differ by case only. */
export const artifactAt = (path: string): Id<'artifact'> => derivedId<'artifact'>('artifact', pathKey(path));

/** Does all that must be done before the transaction of a change. */
export async function prepareFileChange(
  ws: Workspace,
  { path, text, type }: NewFile,
  by: FileProvenance,
): Promise<PreparedFile> {
  const content: RevisionText = { text };
  const [payload, body] = await Promise.all([preparePayload(ws, content), seal({ path })]);
  const size = new TextEncoder().encode(text).length;
  return { artifact: artifactAt(path), revision: freshId<'revision'>(ws), payload, size, type, body, by };
}

/**
 * Writes a prepared change inside a transaction over `artifactTables`. The text that is there already makes no revision.
 * A file that was removed comes back. Returns the revision on show now.
 */
export async function applyFileChange(ws: Workspace, prepared: PreparedFile): Promise<Id<'revision'>> {
  const { artifact, revision, payload, size, type, body, by } = prepared;
  const { conversation, project, ...provenance } = by;
  const known = await ws.db.artifact.get(artifact);
  const current = known && (await ws.db.revision.get(known.current));
  if (known && !known.gone && current?.payload === payload.id && current.type === type) return current.id;
  // The user's text is made of the one that was on show: what was foreign in that may be in this one too.
  const before = by.by === 'user' && !known?.gone ? current?.labels : undefined;
  const labels = unionLabels([before, by.labels]);
  await addPayloads(ws, [payload]);
  await add(ws, 'revision', {
    ...envelope(ws, revision, known && stampsOf(known)),
    artifact,
    ...(known ? { parent: known.current } : {}),
    payload: payload.id,
    size,
    type,
    ...provenance,
    ...(labels.length > 0 ? { labels } : {}),
  });
  const shown = { current: revision, size, type, changedAt: ws.now() };
  if (known) await patch(ws, 'artifact', artifact, { ...shown, ...(known.gone ? { gone: false } : {}) });
  else {
    const place = { ...(conversation ? { conversation } : {}), ...(project ? { project } : {}) };
    await add(ws, 'artifact', { ...envelope(ws, artifact), ...place, ...shown, body });
  }
  return revision;
}

/** The files of the workspace as they are now, in the order of their paths. Reads no revision. */
export async function listFiles(ws: Workspace): Promise<FileInfo[]> {
  const rows = await openAll((await ws.db.artifact.toArray()).filter(row => !row.gone));
  return rows.map(infoOf).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The current text at a path, whatever its case. */
export async function readFileAt(ws: Workspace, path: string): Promise<FileText | undefined> {
  const row = await openRow(await ws.db.artifact.get(artifactAt(path)));
  const revision = row && !row.gone ? await ws.db.revision.get(row.current) : undefined;
  const text = revision && (await textOf(ws, revision));
  if (!row || !revision || text === undefined) return undefined;
  return { ...infoOf(row), text, labels: revision.labels ?? [] };
}

const infoOf = ({ body, size, type, changedAt, current }: ArtifactRow): FileInfo => ({
  path: body.path,
  size,
  type,
  changedAt,
  revision: current,
});

/** The text of a revision; nothing where it was forgotten. */
export async function textOf(ws: Workspace, { payload }: RevisionRow): Promise<string | undefined> {
  const value = await payloadValue<Partial<RevisionText>>(await ws.db.payload.get(payload));
  // A file that was imported may name any payload.
  return typeof value?.text === 'string' ? value.text : undefined;
}

/** What a text of the user's is made of, besides what they typed. */
export interface TextOrigin {
  /** It holds text from elsewhere. */
  pasted?: boolean;
  /** The revision it was made of, where that is not the one on show. */
  of?: Id<'revision'> | undefined;
  /** No file is at the path yet. */
  isNew?: boolean;
}

/** A revision by the user. Throws `path-wrong` {what: a `PathFault`, path: the one in its way}. */
export async function saveFile(
  ws: Workspace,
  given: string,
  text: string,
  { pasted, of, isNew = false }: TextOrigin = {},
): Promise<Id<'artifact'>> {
  const check = normalisePath(given);
  if ('wrong' in check) throw new AppError('path-wrong', { parameters: { what: check.wrong, path: given } });
  const { path } = check;
  const clash = await inTheWay(ws, path, isNew);
  if (clash !== undefined) throw new AppError('path-wrong', { parameters: { what: 'taken', path: clash } });
  const origin = of && (await ws.db.revision.get(of));
  const labels = unionLabels([origin?.labels, pasted ? pastedLabels(text) : []]);
  const prepared = await prepareFileChange(ws, { path, text, type: typeOfPath(path) }, { by: 'user', labels });
  await commit(ws, artifactTables, () => applyFileChange(ws, prepared));
  return prepared.artifact;
}

/** A file that one at this path could not stand beside. Only a new one needs a look at all others. */
async function inTheWay(ws: Workspace, path: string, isNew: boolean): Promise<string | undefined> {
  const row = await openRow(await ws.db.artifact.get(artifactAt(path)));
  if (row && !row.gone && row.body.path === path) return isNew ? path : undefined;
  const others = (await listFiles(ws)).map(file => file.path);
  return clashingPath(path, others);
}

/** Puts an older revision on show. Throws `not-found`. */
export async function restoreRevision(ws: Workspace, id: Id<'revision'>): Promise<void> {
  await commit(ws, ['artifact', 'revision'], async () => {
    const revision = await ws.db.revision.get(id);
    if (!revision) throw new AppError('not-found', { parameters: { what: 'revision' } });
    const { size, type, artifact } = revision;
    await patch(ws, 'artifact', artifact, { current: id, size, type, changedAt: ws.now() });
  });
}

/** Removes a file, or brings it back; its revisions stay either way. Throws `not-found`. */
export function removeFile(ws: Workspace, id: Id<'artifact'>, gone: boolean): Promise<void> {
  return patch(ws, 'artifact', id, { gone });
}
