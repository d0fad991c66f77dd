/**
 * Serves the app from bytes it has verified: the SHA-256 of each file is compiled in, and checked when served, so that a
 * script which got at Cache Storage cannot live on past a reload. Bytes are kept under their hash; headers are never
 * taken from the cache. On a host that sends no security headers this worker adds them. It also shows the notices that
 * pages ask for.
 */
declare const self: ServiceWorkerGlobalScope & {
  /** Filled in at build: path below the scope, the SHA-256 of its bytes in base64, and whether it is kept only once used. */
  readonly __WB_MANIFEST: readonly { url: string; revision: string; later?: true }[];
};
/** Filled in at build from the one profiles file; the first whose prefix fits wins. */
declare const HEADER_PROFILES: readonly { prefix: string; headers: Readonly<Record<string, string>> }[];

type Hash = string;
/** The files of one build: path below the scope → hash. */
type Files = Readonly<Record<string, Hash>>;
const scope = self.registration.scope;
const cacheName = `retinue:${new URL(scope).pathname}:bytes`;
const built = self.__WB_MANIFEST;
const files: Files = Object.fromEntries(built.map(({ url, revision }) => [url, revision]));
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

/** The bytes with that hash from the cache, if they are still what they were; a cache that cannot be read holds none. */
async function cachedBytes(hash: Hash): Promise<ArrayBuffer | undefined> {
  try {
    const cache = await caches.open(cacheName);
    const cached = await (await cache.match(keyOf(hash)))?.arrayBuffer();
    return cached && (await hashOf(cached)) === hash ? cached : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes with that hash: from the cache, else from the network; `keep` puts those into the cache. */
async function obtain(path: string, hash: Hash, keep: (bytes: ArrayBuffer) => Promise<void>): Promise<ArrayBuffer> {
  const cached = await cachedBytes(hash);
  if (cached) return cached;
  const response = await fetch(`${scope}${path}`, { cache: 'no-cache', integrity: `sha256-${hash}` });
  if (!response.ok) throw new TypeError(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  await keep(bytes);
  return bytes;
}

/** Puts bytes into the cache; rejects where there is no room. */
async function put(hash: Hash, bytes: ArrayBuffer): Promise<void> {
  await (await caches.open(cacheName)).put(keyOf(hash), new Response(bytes));
}

async function serve(path: string, hash: Hash): Promise<Response> {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const headers = { ...headersFor(path), 'Content-Type': contentTypes[extension] ?? 'application/octet-stream' };
  // On a full disk it is served all the same: that is when the workspace must be saved.
  return new Response(await obtain(path, hash, bytes => put(hash, bytes).catch(() => {})), { headers });
}

/**
 * Deletes what this build does not need. An update takes over when no page is left, or when every page reloads (the
 * page listens for it): so no page outlives its build's bytes. Those of an update that waits lie here too, and stay.
 */
async function sweep(): Promise<void> {
  if (self.registration.waiting || self.registration.installing) return;
  const cache = await caches.open(cacheName);
  const needed = new Set(Object.values(files).map(keyOf));
  for (const request of await cache.keys()) if (!needed.has(request.url)) await cache.delete(request);
}

/** What is not ours passes, but framed or fetched it gets our headers: no unsealed document on this origin. */
async function pass(path: string, request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.type === 'error' || response.type.startsWith('opaque')) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(path))) headers.set(name, value);
  const hasBody = response.status !== 204 && response.status !== 205 && response.status !== 304;
  return new Response(hasBody ? response.body : null, { status: response.status, headers });
}

self.addEventListener('install', event => {
  const fromTheStart = built.filter(({ later }) => !later);
  event.waitUntil(
    Promise.all(fromTheStart.map(({ url, revision }) => obtain(url, revision, bytes => put(revision, bytes)))),
  );
});

self.addEventListener('activate', event => {
  event.waitUntil(Promise.all([self.clients.claim(), sweep()]));
});

self.addEventListener('message', event => {
  if (event.data === 'use-update') event.waitUntil(self.skipWaiting());
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
  if (isNotice(event.data)) {
    const { title, text, tag, at } = event.data.notice;
    const asking = event.source && 'id' in event.source ? event.source.id : '';
    // Where the user has taken the leave back meanwhile, it is not missed.
    event.waitUntil(
      self.registration.showNotification(title, { body: text, tag, data: { at, asking } }).catch(() => {}),
    );
  }
});

/** What a page wants shown by the system: on some browsers only a service worker may. `at`: the address's hash. */
interface Asked {
  notice: { title: string; text: string; tag: string; at: string };
}

const isNotice = (data: unknown): data is Asked => typeof data === 'object' && data !== null && 'notice' in data;

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(lead(event.notification.data as { at: string; asking: string }));
});

/** Leads the page that asked for a notice, else the one seen last, to what it tells of, and to the front; else opens one. */
async function lead({ at, asking }: { at: string; asking: string }): Promise<void> {
  const address = new URL(scope);
  address.hash = at;
  const pages = await self.clients.matchAll({ type: 'window' });
  const page = pages.find(({ id }) => id === asking) ?? pages[0];
  // Only the hash is another: nothing is loaded anew, what is typed there stays.
  const led = await page?.navigate(address.href).catch(() => undefined);
  await (led ? led.focus() : self.clients.openWindow(address.href));
}

self.addEventListener('fetch', event => {
  const { request } = event;
  if (!request.url.startsWith(scope)) return;
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length) || 'index.html';
  const hash = Object.hasOwn(files, path) ? files[path] : undefined;
  if (hash !== undefined && request.method === 'HEAD') {
    event.respondWith(new Response(null, { headers: headersFor(path) }));
  } else if (hash !== undefined && request.method === 'GET') {
    event.respondWith(serve(path, hash));
  } else if (request.destination !== 'document') {
    event.respondWith(pass(path, request));
  }
});

export {};
