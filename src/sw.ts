/**
 * Serves the app from bytes it has verified: the SHA-256 of each file is compiled in, and checked when served, so that a
 * script which got at Cache Storage cannot live on past a reload. Bytes are kept under their hash; headers are never
 * taken from the cache. On a host that sends no security headers this worker adds them.
 */
declare const self: ServiceWorkerGlobalScope & {
  /** Filled in at build: path below the scope, and the SHA-256 of its bytes in base64. */
  readonly __WB_MANIFEST: readonly { url: string; revision: string }[];
};
/** Filled in at build from the one profiles file; the first whose prefix fits wins. */
declare const HEADER_PROFILES: readonly { prefix: string; headers: Readonly<Record<string, string>> }[];

type Hash = string;
/** The files of one build: path below the scope → hash. */
type Files = Readonly<Record<string, Hash>>;
/** Pages of the build before this one, which may still ask for its files. */
interface Notes {
  files: Files;
  before: Files;
  guests: readonly string[];
}

const scope = self.registration.scope;
const cacheName = `retinue:${new URL(scope).pathname}:bytes`;
const files: Files = Object.fromEntries(self.__WB_MANIFEST.map(({ url, revision }) => [url, revision]));
const notesKey = `${scope}notes`;
const keyOf = (hash: Hash) => `${scope}bytes/${encodeURIComponent(hash)}`;

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

function headersFor(path: string): Record<string, string> {
  const profile = HEADER_PROFILES.find(({ prefix }) => path.startsWith(prefix));
  return { ...profile?.headers };
}

async function hashOf(bytes: ArrayBuffer): Promise<Hash> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest));
}

/** The bytes with that hash: from the cache if they are still what they were, else from the network if they are. */
async function obtain(path: string, hash: Hash): Promise<ArrayBuffer> {
  const cache = await caches.open(cacheName);
  const cached = await (await cache.match(keyOf(hash)))?.arrayBuffer();
  if (cached && (await hashOf(cached)) === hash) return cached;
  const response = await fetch(`${scope}${path}`, { cache: 'no-cache', integrity: `sha256-${hash}` });
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  await cache.put(keyOf(hash), new Response(bytes));
  return bytes;
}

async function serve(path: string, hash: Hash): Promise<Response> {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const headers = { ...headersFor(path), 'Content-Type': contentTypes[extension] ?? 'application/octet-stream' };
  return new Response(await obtain(path, hash), { headers });
}

async function readNotes(): Promise<Notes | undefined> {
  const cache = await caches.open(cacheName);
  return (await cache.match(notesKey))?.json().catch(() => undefined);
}

async function writeNotes(notes: Notes): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(notesKey, new Response(JSON.stringify(notes)));
}

/** Whoever is open now was loaded by the build before: it may go on asking for those files until it is gone. */
async function takeOver(): Promise<void> {
  const before = await readNotes();
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  await writeNotes({ files, before: before?.files ?? {}, guests: pages.map(({ id }) => id) });
  await self.clients.claim();
  await sweep();
}

/** Deletes what no build in use needs. An update that waits has its bytes here too: then nothing is swept. */
async function sweep(): Promise<void> {
  if (self.registration.waiting || self.registration.installing) return;
  const notes = await readNotes();
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  if (pages.some(({ id }) => notes?.guests.includes(id))) return;
  const cache = await caches.open(cacheName);
  const needed = new Set([notesKey, ...Object.values(files).map(keyOf)]);
  for (const request of await cache.keys()) if (!needed.has(request.url)) await cache.delete(request);
}

/** A file of the build before, for its own pages only: a page of this build never asks for one. */
async function serveGuest(path: string, client: string): Promise<Response | undefined> {
  const notes = await readNotes();
  const hash = notes?.guests.includes(client) ? notes.before[path] : undefined;
  return hash === undefined ? undefined : serve(path, hash).catch(() => undefined);
}

/** What is not ours passes, but framed or fetched it gets our headers: no unsealed document on this origin. */
async function pass(path: string, event: FetchEvent): Promise<Response> {
  const guest = await serveGuest(path, event.clientId);
  if (guest) return guest;
  const response = await fetch(event.request);
  if (response.type === 'error' || response.type.startsWith('opaque')) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(path))) headers.set(name, value);
  const hasBody = response.status !== 204 && response.status !== 205 && response.status !== 304;
  return new Response(hasBody ? response.body : null, { status: response.status, headers });
}

self.addEventListener('install', event => {
  event.waitUntil(Promise.all(Object.entries(files).map(([path, hash]) => obtain(path, hash))));
});

self.addEventListener('activate', event => event.waitUntil(takeOver()));

self.addEventListener('message', event => {
  if (event.data === 'use-update') event.waitUntil(self.skipWaiting());
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', event => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length) || 'index.html';
  const hash = Object.hasOwn(files, path) ? files[path] : undefined;
  if (hash !== undefined && request.method === 'HEAD') {
    event.respondWith(new Response(null, { headers: headersFor(path) }));
  } else if (hash !== undefined && request.method === 'GET') {
    event.respondWith(serve(path, hash));
    if (request.mode === 'navigate') event.waitUntil(sweep());
  } else if (request.destination !== 'document') {
    event.respondWith(pass(path, event));
  }
});

export {};
