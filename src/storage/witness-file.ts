import type { Id } from '../domain/id';
import type { Figures } from './witness';

/** The folder of one scope in the origin's private file system; neighbours on the origin have their own. */
export const witnessFolder = (scope: string) => `retinue-${encodeURIComponent(scope)}`;

const fileName = (workspace: Id<'workspace'>) => `witness-${workspace}.json`;

async function folder(scope: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(witnessFolder(scope), { create: true });
}

/** Keeps the figures outside the database. */
export async function keepWitness(scope: string, workspace: Id<'workspace'>, figures: Figures): Promise<void> {
  const file = await (await folder(scope)).getFileHandle(fileName(workspace), { create: true });
  const stream = await file.createWritable();
  await stream.write(JSON.stringify(figures));
  await stream.close();
}

/** The kept figures; nothing where there are none, or where the browser has no private files (private windows). */
export async function readWitness(scope: string, workspace: Id<'workspace'>): Promise<Figures | undefined> {
  try {
    const handle = await (await folder(scope)).getFileHandle(fileName(workspace));
    return parseFigures(await (await handle.getFile()).text());
  } catch {
    return undefined;
  }
}

/** A workspace whose figures are kept: how one is known of whose database and list the browser threw away. */
export async function witnessed(scope: string): Promise<Id<'workspace'> | undefined> {
  try {
    for await (const name of (await folder(scope)).keys()) {
      const [, id] = /^witness-(.+)\.json$/.exec(name) ?? [];
      if (id !== undefined) return id as Id<'workspace'>;
    }
  } catch {
    // No private files here (private windows): nothing is remembered.
  }
  return undefined;
}

/** Forgets the figures: the user begins again, or put another file in the workspace's place. */
export async function dropWitness(scope: string, workspace: Id<'workspace'>): Promise<void> {
  const kept = await folder(scope).catch(() => undefined);
  await kept?.removeEntry(fileName(workspace)).catch(() => {});
}

/** Figures from their text; `undefined` for anything else. */
export function parseFigures(text: string): Figures | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('ledger' in value) || !Array.isArray(value.ledger))
      return undefined;
    return value as Figures;
  } catch {
    return undefined;
  }
}
