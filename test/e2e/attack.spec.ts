import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

import { findChromium } from '../support/chromium.mjs';
import { keyFor } from '../support/loopback/hosts';
import { chromiumArguments, type Loopback } from '../support/loopback/server';
import { callAsIntruder, type IntruderCall, intrude, lookFor, tryToLeave } from './intruder';
import { Retinue } from './pages';
import { expect, test } from './stage';

const host = 'api.anthropic.com';
const secret = keyFor(host);
const passphrase = 'seven quiet lamps above the harbour';
const kinds = [
  { name: 'a shared worker', withoutSharedWorker: false },
  { name: 'a worker of its own', withoutSharedWorker: true },
];

/** The key as itself and as anyone would hide or store it. */
function formsOf(key: string): string[] {
  const bytes = Buffer.from(key);
  return [
    key,
    key.slice(12),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(key),
  ];
}

/** A user who saved a key earlier, and whose page a hostile script enters before the app's first line. */
async function enter(page: Page, withoutSharedWorker: boolean): Promise<Retinue> {
  const app = new Retinue(page);
  if (withoutSharedWorker) await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
  await app.connectAndHire(host, { passphrase });
  await page.addInitScript(intrude, { withoutSharedWorker });
  await page.goto('about:blank');
  await app.open();
  // A worker of its own does not outlive its page, so the user types the passphrase before the script's eyes.
  if (withoutSharedWorker) {
    await app.unlock(passphrase);
    await expect(app.passphraseField).toBeHidden();
  }
  return app;
}

for (const { name, withoutSharedWorker } of kinds) {
  test(`script in the page sees the key nowhere, and sends it nowhere else: vault in ${name}`, async ({
    page,
    loopback,
  }) => {
    const app = await enter(page, withoutSharedWorker);
    loopback.reset();
    await app.ask('say the quick brown fox');
    await expect(app.lastAnswer).toContainText('the quick brown fox');
    await app.settled();
    expect(seenAt(loopback, host).map(({ headers }) => headers['x-api-key'])).toContain(secret);
    expect(await page.evaluate(lookFor, formsOf(secret))).toEqual([]);
    // The hooks do see what the page itself has.
    expect(await page.evaluate(lookFor, ['the quick brown fox'])).not.toEqual([]);

    loopback.seen.length = 0;
    const [keys] = await call<[{ id: string }[]]>(page, [{ side: 'page', verb: 'list', args: [] }]);
    expect(JSON.stringify(keys)).not.toContain(secret.slice(0, -4));
    const request = {
      connection: 'c',
      method: 'GET',
      url: `https://${host}/v1/models`,
      headers: { 'anthropic-version': '2023-06-01', 'anthropic-dangerous-direct-browser-access': 'true' },
      purpose: 'models',
      key: keys[0]?.id,
    };
    const post = { ...request, method: 'POST', url: `https://${host}/v1/messages` };
    const codes = await sendAll(page, [
      { ...request, url: 'https://evil.example/v1/models' },
      { ...request, url: `https://${host}@evil.example/v1/models` },
      { ...request, url: `https://${host}.evil.example/v1/models` },
      { ...request, url: `https://${host}\\@evil.example/v1/models` },
      { ...request, url: `http://${host}/v1/models` },
      { ...request, url: `https://${host}/v2/organizations` },
      { ...request, url: `https://${host}/v1/../v2/organizations` },
      { ...request, headers: { 'x-api-key': 'mine' } },
      { ...request, key: undefined },
      { ...request, key: undefined, url: 'https://evil.example/' },
      { ...post, body: '{}' },
      { ...post, body: '{"max_tokens":10000000}' },
      { ...request, notAfter: 1 },
    ]);
    expect(codes).toEqual([
      'origin-not-allowed',
      'address-refused',
      'origin-not-allowed',
      'address-refused',
      'origin-not-allowed',
      'address-refused',
      'address-refused',
      'header-refused',
      'no-key',
      'no-key',
      'no-output-limit',
      'cap-reached',
      'fence-passed',
    ]);
    expect(seenAt(loopback, host, 'evil.example')).toEqual([]);
    // What is left to it, as SECURITY.md says: using the key where the key belongs.
    expect(await sendAll(page, [request])).toMatchObject([{ status: 200 }]);
  });
}

test('a redirect is refused, and the key does not follow it', async ({ page }) => {
  const reached: string[] = [];
  const elsewhere = await listen((_, response) => response.end('caught'), reached);
  const redirecting = await listen((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization');
    if (request.method === 'OPTIONS') response.end();
    else response.writeHead(307, { location: `${elsewhere.origin}/v1/models` }).end();
  }, []);
  await page.addInitScript(intrude, { withoutSharedWorker: false });
  await new Retinue(page).open();
  const newKey = { origin: redirecting.origin, header: 'authorization', prefix: 'Bearer ', secret, paths: ['/v1/'] };
  const [added] = await call<[{ id: string }]>(page, [{ side: 'page', verb: 'add', args: [newKey] }]);
  const request = {
    key: added.id,
    connection: 'c',
    method: 'GET',
    url: `${redirecting.origin}/v1/models`,
    headers: {},
    purpose: 'models',
  };
  // Where the browser knows Connection-Allowlist it stops the redirect itself, and says only that the call failed.
  const [code] = await sendAll(page, [request]);
  expect(['redirect-refused', 'opaque-failure']).toContain(code);
  expect(reached).toEqual([]);
  redirecting.close();
  elsewhere.close();
});

test('script in the page reaches no foreign host on its own', async ({ browser, house, baseURL }) => {
  // Its own context: the browser complains of each refusal, which elsewhere fails a test.
  const context = await browser.newContext({ baseURL, serviceWorkers: 'block' });
  const page = await context.newPage();
  const refusals: string[] = [];
  page.on('console', message => void (message.type() === 'error' && refusals.push(message.text())));
  await new Retinue(page).open();
  house.reset();
  await page.evaluate(tryToLeave, 'evil.example');
  expect(seenAt(house, 'evil.example')).toEqual([]);
  expect(refusals.length).toBeGreaterThan(5);
  await context.close();
});

for (const { name, withoutSharedWorker } of kinds) {
  test(`no byte of the key lies in the browser's profile: vault in ${name}`, async ({ playwright, house, baseURL }) => {
    const folder = await mkdtemp(join(tmpdir(), 'retinue-profile-'));
    const { executablePath, args } = await findChromium();
    const context = await playwright.chromium.launchPersistentContext(folder, {
      executablePath,
      args: [...args, ...chromiumArguments(house.port)],
      baseURL,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    if (withoutSharedWorker) await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'));
    const app = new Retinue(page);
    await app.connectAndHire(host, { passphrase });
    await app.ask('say the quick brown fox');
    await expect(app.lastAnswer).toContainText('the quick brown fox');
    await app.settled();
    await context.close();

    const files = await readAll(folder);
    const holding = (text: string) =>
      files
        .filter(({ bytes }) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
        .map(file => file.name);
    for (const form of [...formsOf(secret), passphrase]) expect(holding(form)).toEqual([]);
    // The scan does find what is there: the vault's own magic, and the words of the conversation.
    expect(holding('retinue-vault')).not.toEqual([]);
    expect(holding('the quick brown fox')).not.toEqual([]);
    await rm(folder, { recursive: true });
  });
}

/** What reached these hosts; the browser has errands of its own elsewhere. */
function seenAt(loopback: Loopback, ...names: string[]) {
  return loopback.seen.filter(({ host: name }) => names.some(one => name.includes(one)));
}

/** Calls the vault on ports of the intruder's own; codes, or what was answered. */
function call<Answers extends unknown[]>(page: Page, calls: IntruderCall[]): Promise<Answers> {
  return page.evaluate(callAsIntruder, calls) as Promise<Answers>;
}

function sendAll(page: Page, requests: object[]): Promise<unknown[]> {
  return call(
    page,
    requests.map(request => ({ side: 'engine', verb: 'send', args: [request] })),
  );
}

async function readAll(folder: string): Promise<{ name: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(names.map(async name => ({ name: name.slice(folder.length), bytes: await readFile(name) })));
}

async function listen(answer: Parameters<typeof createServer>[1], reached: string[]) {
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    (answer as (request: unknown, response: unknown) => void)(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
