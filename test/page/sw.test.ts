import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';

const scope = 'https://retinue.example/app/';
const text = 'export const word = 1;';
const hash = createHash('sha256').update(text).digest('base64');

/** The service worker on a browser whose Cache Storage does as it is told; answers what it hears. */
async function setUp(cache: { match(): Promise<Response | undefined>; put(): Promise<void> }) {
  const heard = new Map<string, (event: unknown) => void>();
  vi.stubGlobal('self', {
    registration: { scope },
    __WB_MANIFEST: [{ url: 'part.js', revision: hash }],
    addEventListener: (name: string, listener: (event: unknown) => void) => heard.set(name, listener),
  });
  vi.stubGlobal('HEADER_PROFILES', []);
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(text)));
  vi.resetModules();
  await import('../../src/sw');
  return {
    async ask(): Promise<string> {
      let answer: Promise<Response> | undefined;
      const respondWith = (given: Promise<Response>) => void (answer = given);
      heard.get('fetch')?.({ request: { url: `${scope}part.js`, method: 'GET', destination: 'script' }, respondWith });
      return (await answer)?.text() ?? 'not answered';
    },
    async install(): Promise<void> {
      let done: Promise<unknown> | undefined;
      heard.get('install')?.({ waitUntil: (given: Promise<unknown>) => void (done = given) });
      await done;
    },
  };
}

afterEach(() => void vi.unstubAllGlobals());

const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));

test('on a full disk a part of the app is served from the network, but no build is installed that is not whole', async () => {
  const worker = await setUp({ match: () => Promise.resolve(undefined), put: full });
  expect(await worker.ask()).toBe(text);
  await expect(worker.install()).rejects.toMatchObject({ name: 'QuotaExceededError' });
});

test('a cache whose bytes cannot be read, or are not what they were, does not stand in the way of the network', async () => {
  const damaged = () => Promise.reject(new DOMException('', 'UnknownError'));
  expect(await (await setUp({ match: damaged, put: full })).ask()).toBe(text);
  const changed = () => Promise.resolve(new Response('alert(1)'));
  expect(await (await setUp({ match: changed, put: full })).ask()).toBe(text);
});
