// A static host as one is on the internet: HTTP/2, files gzipped once, immutable names cached, the headers of
// profiles.mjs. It counts the bytes it sends, to pages, workers and service worker alike, and it can be stopped.
import { readFile, stat } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import { extname, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { headersFor } from '../../.ci/profiles.mjs';

const loopback = resolve(import.meta.dirname, '../../test/support/loopback');
/** The certificate of the tests' loopback. */
export const CERTIFICATE = resolve(loopback, 'test-only.certificate.pem');

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves folders on one origin.
 *
 * @param {{ path: string, folder: string, sealed?: boolean }[]} mounts the first whose path fits answers; `sealed` adds
 *   the app's headers
 * @returns {Promise<{ address: string, sent: () => number, stop: () => Promise<void> }>} `sent`: bytes of bodies so far
 */
export async function openHost(mounts) {
  let sent = 0;
  const [key, cert] = await Promise.all(
    [resolve(loopback, 'test-only.key.pem'), CERTIFICATE].map(path => readFile(path)),
  );
  const server = createSecureServer({ key, cert }, (request, response) => {
    answer(request, response, mounts).then(
      bytes => (sent += bytes),
      () => response.writeHead(400).end(),
    );
  });
  const sessions = new Set();
  server.on('session', session => sessions.add(session.on('close', () => sessions.delete(session))));
  await new Promise((listening, failed) => server.once('error', failed).listen(0, 'localhost', listening));
  return {
    address: `https://localhost:${server.address().port}/`,
    sent: () => sent,
    stop: () =>
      new Promise(stopped => {
        server.close(() => stopped());
        for (const session of sessions) session.destroy();
      }),
  };
}

/** Answers one request; resolves to the bytes of body it sends. */
async function answer(request, response, mounts) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const mount = mounts.find(({ path }) => pathname.startsWith(path));
  const path = decodeURIComponent(pathname.slice(mount.path.length)) || 'index.html';
  const file = await read(mount.folder, path);
  if (mount.sealed) for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
  if (!file) {
    response.writeHead(404).end();
    return 0;
  }
  response.writeHead(200, {
    'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    'Content-Length': file.bytes.length,
    'Cache-Control': /^(assets|workers)\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(file.zipped && { 'Content-Encoding': 'gzip' }),
  });
  const body = request.method === 'HEAD' ? Buffer.alloc(0) : file.bytes;
  response.end(body);
  return body.length;
}

const files = new Map();

/** A file as it is sent, zipped where that is worth it; zipped once, as a host would before anyone asks. */
async function read(folder, path) {
  const file = resolve(folder, path);
  if (!file.startsWith(folder + sep)) return undefined;
  if (files.has(file)) return files.get(file);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const raw = await readFile(file);
  const zipped = extname(path) in TYPES;
  const entry = { bytes: zipped ? gzipSync(raw, { level: 9 }) : raw, zipped };
  files.set(file, entry);
  return entry;
}
