// `npm start`: builds when dist/ is missing or older than the sources, then serves it with the headers of profiles.mjs.
// `--no-headers` and `--base /a/b/` are for the tests: a bare host, and a folder on one.
import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { headersFor } from './profiles.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const SOURCES = ['src', 'public', 'index.html', 'package-lock.json', 'vite.config.ts', '.ci/profiles.mjs'];
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves dist/.
 *
 * @param {{ port?: number, base?: string, headers?: boolean, folder?: string }} [options] port 0 takes a free one; `base`
 *   begins and ends with a slash; `folder` holds another build
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serveDist({ port = 4173, base = '/', headers = true, folder = DIST } = {}) {
  const server = createServer((request, response) => {
    answer(request, response, { base, headers, folder }).catch(() => response.writeHead(400).end());
  });
  await new Promise((listening, failed) => server.once('error', failed).listen(port, 'localhost', listening));
  return {
    address: `http://localhost:${server.address().port}${base}`,
    close: () =>
      new Promise(closed => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(request, response, { base, headers, folder }) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) || 'index.html' : undefined;
  if (headers) for (const [name, value] of Object.entries(headersFor(path ?? ''))) response.setHeader(name, value);
  const found = path === undefined ? undefined : await find(folder, path);
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end();
  if (found === undefined) return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
  const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
  const packed = /^(text|application)/.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const bytes = await read(found, packed);
  const named = /^(assets|workers)\//.test(path);
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    'Cache-Control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(packed && { 'Content-Encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

const sent = new Map();

/** A file as it is sent: packed once for as long as it stays as it is. */
async function read({ file, mtimeMs, size }, packed) {
  const known = sent.get(file);
  if (known?.packed === packed && known.mtimeMs === mtimeMs && known.size === size) return known.bytes;
  const raw = await readFile(file);
  const bytes = packed ? gzipSync(raw) : raw;
  sent.set(file, { packed, mtimeMs, size, bytes });
  return bytes;
}

async function find(folder, path) {
  const file = resolve(folder, path);
  if (!file.startsWith(folder + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? { file, mtimeMs: found.mtimeMs, size: found.size } : undefined;
}

/** Builds if what is in dist/ is not what the sources say. */
export async function buildWhenNeeded() {
  const built = await stat(join(DIST, 'sw.js')).catch(() => undefined);
  if (built && built.mtimeMs > (await newest()) && (await isWhole())) return;
  console.log('Building …');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** A build that was broken off leaves a service worker that knows no file. */
async function isWhole() {
  return (await readFile(join(DIST, 'sw.js'), 'utf8')).includes('"url":');
}

async function newest() {
  const lists = await Promise.all(SOURCES.map(name => filesBelow(join(ROOT, name))));
  const times = await Promise.all(lists.flat().map(async file => (await stat(file)).mtimeMs));
  return Math.max(...times);
}

async function filesBelow(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      base: { type: 'string', default: '/' },
      'no-headers': { type: 'boolean', default: false },
    },
  });
  await buildWhenNeeded();
  try {
    const options = { port: Number(values.port), base: values.base, headers: !values['no-headers'] };
    const { address } = await serveDist(options);
    console.log(`Retinue is at ${address}`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${values.port} is taken. Try: npm start -- --port ${Number(values.port) + 1}`);
    process.exitCode = 1;
  }
}
