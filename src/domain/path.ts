/** What can be wrong with a path. `taken`: another file is in its way. */
export type PathFault =
  | 'no-name'
  | 'unseen-characters'
  | 'backslash'
  | 'leads-out'
  | 'edge-of-name'
  | 'name-too-long'
  | 'path-too-long'
  | 'taken';

/** A path in its one form, or what is wrong with it. */
type PathCheck = { path: string } | { wrong: PathFault };

/** UTF-8 bytes of one name, and of a whole path: what every file system takes. */
export const pathLimits = { name: 255, path: 1024 };

/** Control characters, those that turn the direction of text, and halves of characters. */
const unseen = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * A path of a file of the workspace in its one form: Unicode NFC, `/` between folders, none at the start, no `.`. Refused
 * are `..`, backslashes, characters that cannot be seen, and names that other file systems would change.
 */
export function normalisePath(text: string): PathCheck {
  const names = text
    .normalize('NFC')
    .split('/')
    .filter(name => name !== '' && name !== '.');
  const path = names.join('/');
  if (path === '' || /\/\.?$/.test(text)) return { wrong: 'no-name' };
  if (unseen.test(path)) return { wrong: 'unseen-characters' };
  if (path.includes('\\')) return { wrong: 'backslash' };
  if (names.includes('..')) return { wrong: 'leads-out' };
  if (names.some(name => /^\s|[\s.]$/.test(name))) return { wrong: 'edge-of-name' };
  if (names.some(name => bytesOf(name) > pathLimits.name)) return { wrong: 'name-too-long' };
  if (bytesOf(path) > pathLimits.path) return { wrong: 'path-too-long' };
  return { path };
}

/** What two paths share when a file system that ignores case could not tell them apart. */
export const pathKey = (path: string): string => path.normalize('NFC').toLowerCase().normalize('NFC');

/**
 * A path among `others` that cannot stand beside `path`: the same but for case, or a file where the other needs a folder.
 */
export function clashingPath(path: string, others: Iterable<string>): string | undefined {
  const key = pathKey(path);
  for (const other of others) {
    if (other === path) continue;
    const theirs = pathKey(other);
    if (theirs === key || theirs.startsWith(`${key}/`) || key.startsWith(`${theirs}/`)) return other;
  }
  return undefined;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
