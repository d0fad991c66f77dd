// The list that is compiled into sw.js: each file of the build, the SHA-256 of its bytes, and whether it must work offline
// from the first visit on. What seldom anyone wants is kept when it is first used (docs/decisions/0017).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
/** Workbox leaves larger files out in silence. */
const LARGEST = 2 * 1024 * 1024;
export const STATIC_IMPORT = /\b(?:import|from)\s*["']([^"']+\.js)["']/g;

/** Kept when first used. Each is asked for on its own (a verb, a grammar, a glyph) and missed by no screen. */
const LATER = [
  /^assets\/gelasio-latin-ext-/,
  /^assets\/(c|cpp|csharp|dockerfile|go|graphql|java|kotlin|lua|makefile|php|r|ruby|rust|scss|swift)-[^/]{8}\.js$/,
  /^icons\//,
  /^workers\/(bill|examine-verbs|run-markdown|run-trace)-[^/]{8}\.js$/,
];

/** A manifest transform of workbox: runs when the files are on disk. */
export async function hashPrecache(entries) {
  const unmet = LATER.filter(pattern => !entries.some(({ url }) => pattern.test(url)));
  if (unmet.length > 0) throw new Error(`no file of the build is called ${unmet.join(', ')}`);
  const later = new Set(entries.map(({ url }) => url).filter(url => LATER.some(pattern => pattern.test(url))));
  const manifest = await Promise.all(
    entries.map(async ({ url, size }) => {
      if (size > LARGEST) throw new Error(`${url} is ${size} bytes: too large for the precache`);
      const bytes = await readFile(resolve(DIST, url));
      if (!later.has(url)) refuseImports(url, bytes, later);
      const revision = createHash('sha256').update(bytes).digest('base64');
      return later.has(url) ? { url, revision, size, later: true } : { url, revision, size };
    }),
  );
  return { manifest };
}

/** What works offline cannot begin with what may not be there. */
function refuseImports(url, bytes, later) {
  if (!url.endsWith('.js')) return;
  for (const [, target] of bytes.toString().matchAll(STATIC_IMPORT)) {
    if (later.has(join(url, '..', target))) throw new Error(`${url} needs ${target}, which is not kept from the start`);
  }
}
