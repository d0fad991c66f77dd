import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Recorded traffic, hostile files and specifications that lie beside the checkout and are not part of the project. */
const SHARED = resolve(import.meta.dirname, '../../../shared');

/**
 * The folder or file of that name, or `undefined` after one printed line: a lone clone stays testable without it.
 *
 * @param path below the shared folder, such as `fixtures/providers`
 */
export function shared(path: string): string | undefined {
  const found = resolve(SHARED, path);
  if (existsSync(found)) return found;
  console.log(`skipped: ${path} is not beside this checkout`);
  return undefined;
}
