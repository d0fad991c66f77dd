// The list that is compiled into sw.js: each file of the build that must work offline, and the SHA-256 of its bytes.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
/** Workbox leaves larger files out in silence. */
const LARGEST = 2 * 1024 * 1024;

/** A manifest transform of workbox: runs when the files are on disk. */
export async function hashPrecache(entries) {
  const manifest = await Promise.all(
    entries.map(async ({ url, size }) => {
      if (size > LARGEST) throw new Error(`${url} is ${size} bytes: too large for the precache`);
      const bytes = await readFile(resolve(DIST, url));
      return { url, revision: createHash('sha256').update(bytes).digest('base64'), size };
    }),
  );
  return { manifest };
}
