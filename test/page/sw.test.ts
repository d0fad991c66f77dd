import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';

const scope = 'https://retinue.example/app/';
const text = 'export const word = 1;';
const hash = createHash('sha256').update(text).digest('base64');

interface Cached {
  match(): Promise<Response | undefined>;
  put(): Promise<void>;
}

const empty: Cached = { match: () => Promise.resolve(undefined), put: () => Promise.resolve() };

/** An open page of the app; `went`: what became of it. */
interface Tab {
  id: string;
  went: string[];
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}

function openTab(id: string): Tab {
  const went: string[] = [];
  return {
    id,
    went,
    focus: async () => void went.push('focused'),
    async navigate(url) {
      went.push(url);
      return this;
    },
  };
}

/** The service worker on a browser whose Cache Storage does as it is told; answers what it hears. */
async function setUp(cache: Cached = empty, tabs: readonly Tab[] = []) {
  const heard = new Map<string, (event: unknown) => void>();
  const shown: { title: string; options: NotificationOptions }[] = [];
  const opened: string[] = [];
  const showNotification = async (title: string, options: NotificationOptions) => void shown.push({ title, options });
  vi.stubGlobal('self', {
    registration: { scope, showNotification },
    clients: {
      get: async (id: string) => tabs.find(tab => tab.id === id),
      matchAll: async () => tabs,
      openWindow: async (url: string) => void opened.push(url),
    },
    __WB_MANIFEST: [{ url: 'part.js', revision: hash }],
    addEventListener: (name: string, listener: (event: unknown) => void) => heard.set(name, listener),
  });
  vi.stubGlobal('HEADER_PROFILES', []);
  vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(text)));
  vi.resetModules();
  await import('../../src/sw');
  const hear = async (name: string, event: object) => {
    let done: Promise<unknown> | undefined;
    heard.get(name)?.({ ...event, waitUntil: (given: Promise<unknown>) => void (done = given) });
    await done;
  };
  return {
    shown,
    opened,
    tell: (data: unknown, from: string) => hear('message', { data, source: { id: from } }),
    follow: (data: unknown) => hear('notificationclick', { notification: { data, close() {} } }),
    async ask(): Promise<string> {
      let answer: Promise<Response> | undefined;
      const respondWith = (given: Promise<Response>) => void (answer = given);
      heard.get('fetch')?.({ request: { url: `${scope}part.js`, method: 'GET', destination: 'script' }, respondWith });
      return (await answer)?.text() ?? 'not answered';
    },
    install: () => hear('install', {}),
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

const notice = {
  title: 'Ada wants to write a.md',
  text: 'write both',
  tag: 'retinue-needs-you',
  at: '#/conversation/1',
};

test('a notice is shown for the page that asks, and leads back to that page at what it tells of', async () => {
  const tabs = [openTab('seen-last'), openTab('asking')];
  const worker = await setUp(empty, tabs);
  await worker.tell({ notice }, 'asking');
  expect(worker.shown).toMatchObject([{ title: notice.title, options: { body: notice.text, tag: notice.tag } }]);
  await worker.follow(worker.shown[0]?.options.data);
  expect(tabs.map(({ went }) => went)).toEqual([[], [`${scope}#/conversation/1`, 'focused']]);
  expect(worker.opened).toEqual([]);
});

test('a notice whose page is gone leads to the page that was seen last, else opens one; to no other address than the app’s', async () => {
  const left = openTab('left');
  const worker = await setUp(empty, [left]);
  await worker.tell({ notice }, 'gone');
  await worker.follow(worker.shown[0]?.options.data);
  expect(left.went).toEqual([`${scope}#/conversation/1`, 'focused']);

  const alone = await setUp();
  await alone.tell({ notice: { ...notice, at: 'https://elsewhere.example/' } }, 'gone');
  await alone.follow(alone.shown[0]?.options.data);
  expect(alone.opened).toEqual([`${scope}#https://elsewhere.example/`]);
});

test('a page that cannot be led, for another build serves it, does not keep the notice from leading anywhere', async () => {
  const refuses = { ...openTab('old'), navigate: () => Promise.reject(new TypeError('not controlled')) };
  const worker = await setUp(empty, [refuses]);
  await worker.tell({ notice }, 'old');
  await worker.follow(worker.shown[0]?.options.data);
  expect(worker.opened).toEqual([`${scope}#/conversation/1`]);
});
