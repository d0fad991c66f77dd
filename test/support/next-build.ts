import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Changes one file of a build and its hash in sw.js, as the next build would. */
export async function releaseNext(folder: string, name: string, addition: string): Promise<void> {
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
  const file = join(folder, name);
  const before = await readFile(file);
  const after = Buffer.concat([before, Buffer.from(addition)]);
  await writeFile(file, after);
  const worker = join(folder, 'sw.js');
  const text = await readFile(worker, 'utf8');
  if (!text.includes(hash(before))) throw new Error(`sw.js does not know ${name}`);
  await writeFile(worker, text.replace(hash(before), hash(after)));
}
