import type { Id } from '../domain/id';
import type { PayloadHash } from '../domain/row';
import type { InFile } from './rows';
import { witnessFolder } from './witness-file';

/** Where a workspace is found. */
interface Whereabouts {
  readonly id: Id<'workspace'>;
  readonly scope: string;
}

const folderName = (id: Id<'workspace'>) => `payloads-${id}`;

const pathOf = ({ scope, id }: Whereabouts, hash: PayloadHash) =>
  [witnessFolder(scope), folderName(id), hash].join('/');

/**
 * Writes a payload's file whole and says where it is; nothing where the browser has no private files or refuses
 * (private windows, a full disk). One that is there already is written anew with the same bytes: the sweep, which takes
 * old files that no row names, then leaves it alone.
 */
export async function writePayloadFile(
  workspace: Whereabouts,
  hash: PayloadHash,
  text: string,
): Promise<InFile | undefined> {
  try {
    return await locked(workspace, 'shared', async () => {
      const directory = await folder(workspace, { create: true });
      const handle = await directory.getFileHandle(hash, { create: true });
      // Takes the place of the file when it is closed, not before: a crash leaves the old one or an orphan.
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
      return { file: pathOf(workspace, hash) };
    });
  } catch {
    return undefined;
  }
}

/** The text of a payload's file of `size` bytes; nothing where it is missing or was cut short. */
export async function readPayloadFile(place: InFile, size: number): Promise<string | undefined> {
  // A file that is written anew while it is read refuses once.
  return (await readOnce(place, size)) ?? readOnce(place, size);
}

async function readOnce({ file }: InFile, size: number): Promise<string | undefined> {
  try {
    const found = await openFile(file);
    return found.size === size ? await found.text() : undefined;
  } catch {
    return undefined;
  }
}

async function openFile(file: string): Promise<File> {
  let directory = await navigator.storage.getDirectory();
  const names = file.split('/');
  const last = names.pop() ?? '';
  for (const name of names) directory = await directory.getDirectoryHandle(name);
  return (await directory.getFileHandle(last)).getFile();
}

/** The hashes of all files of a workspace; none where there are no private files. */
export async function listPayloadFiles(workspace: Whereabouts): Promise<PayloadHash[]> {
  try {
    const hashes: PayloadHash[] = [];
    for await (const hash of (await folder(workspace)).keys()) hashes.push(hash);
    return hashes;
  } catch {
    return [];
  }
}

/**
 * Removes a payload's file, if `isOrphan` says so while nobody writes: to it its last change is told, in milliseconds
 * since 1970. Returns whether it is gone.
 */
export async function removePayloadFile(
  workspace: Whereabouts,
  hash: PayloadHash,
  isOrphan: (changedAt: number) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await locked(workspace, 'exclusive', async () => {
      const directory = await folder(workspace);
      const { lastModified } = await (await directory.getFileHandle(hash)).getFile();
      if (!(await isOrphan(lastModified))) return false;
      await directory.removeEntry(hash);
      return true;
    });
  } catch {
    return false;
  }
}

/** Removes all files of a workspace. */
export async function dropPayloadFiles({ scope, id }: Whereabouts): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    const directory = await root.getDirectoryHandle(witnessFolder(scope));
    await directory.removeEntry(folderName(id), { recursive: true });
  } catch {
    // There are none.
  }
}

/** Removes all that a scope keeps in private files. */
export async function dropScopeFiles(scope: string): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(witnessFolder(scope), { recursive: true });
  } catch {
    // There is nothing.
  }
}

async function folder(
  { scope, id }: Whereabouts,
  options: { create?: boolean } = {},
): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(witnessFolder(scope), options);
  return directory.getDirectoryHandle(folderName(id), options);
}

/** Writers stand beside one another; whoever removes stands alone. */
function locked<Result>({ scope, id }: Whereabouts, mode: LockMode, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(`retinue:${scope}:${id}:payload-files`, { mode }, work);
}
