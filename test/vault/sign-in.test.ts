import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { KeyInfo, SignInOptions } from '../../src/domain/ports';
import { codeOf, newScope, passphrase, stageLocked, stageVault, type StagedVault } from './stage';

const redeemAt = 'https://openrouter.ai/api/v1/auth/keys';
const key = 'sk-or-v1-0123456789abcdef0123456789abcdef';
const closers: (() => void)[] = [];
afterEach(() => {
  closers.splice(0).forEach(close => close());
  vi.unstubAllGlobals();
});

interface Asked {
  url: string;
  body: { code: string; code_verifier: string; code_challenge_method: string };
  headers: Headers;
}

/** OpenRouter, which gives a key for any code; `answer` says otherwise. Notes what it was asked. */
function standIn(answer = () => new Response(JSON.stringify({ key, user_id: 'user_1' }))): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (url: string, { body, headers }: { body: string; headers: Headers }) => {
    asked.push({ url, headers, body: JSON.parse(body) });
    return answer();
  });
  return asked;
}

async function stage(scope = newScope()): Promise<StagedVault & { scope: string }> {
  const vault = await stageVault(scope);
  closers.push(vault.close);
  return { ...vault, scope };
}

/** Begins a sign-in; `address` is where the user was sent. */
async function begin({ door }: Pick<StagedVault, 'door'>, options: SignInOptions = {}) {
  const left = new AbortController();
  let opened = (_address: string) => {};
  const address = new Promise<string>(resolve => {
    opened = resolve;
  });
  const signedIn: Promise<KeyInfo> = door.signIn(options, opened, left.signal);
  signedIn.catch(() => {});
  const url = new URL(await Promise.race([address, signedIn.then(() => 'never')]));
  const callback = new URL(url.searchParams.get('callback_url') ?? '');
  return { url, callback, state: callback.searchParams.get('state') ?? '', signedIn, abort: () => left.abort() };
}

/** What callback.html does; answers whether a vault took the code up. */
async function comeBack(scope: string, state: string, code = 'code-1'): Promise<boolean> {
  const channel = new BroadcastChannel(`retinue:${scope}:sign-in`);
  const taken = new Promise<boolean>(resolve => {
    channel.onmessage = ({ data }) => resolve((data as { taken?: string }).taken === state);
    setTimeout(() => resolve(false), 100);
  });
  channel.postMessage({ state, code });
  const was = await taken;
  channel.close();
  return was;
}

describe('signing in', () => {
  test('sends the user away with a challenge, and keeps the key that the code and the verifier buy', async () => {
    const asked = standIn();
    const { door, scope, store } = await stage();
    await door.create({ passphrase, recovery: false });
    const { url, callback, state, signedIn } = await begin({ door });
    expect(`${url.origin}${url.pathname}`).toBe('https://openrouter.ai/auth');
    expect(`${callback.origin}${callback.pathname}`).toBe(`https://retinue.example${scope}callback.html`);
    expect(await comeBack(scope, state)).toBe(true);
    expect(await signedIn).toMatchObject({ origin: 'https://openrouter.ai', paths: ['/api/v1/'], tail: 'cdef' });
    const [request] = asked;
    expect(request?.url).toBe(redeemAt);
    expect(request?.headers.has('authorization')).toBe(false);
    expect(request?.body).toMatchObject({ code: 'code-1', code_challenge_method: 'S256' });
    const challenge = createHash('sha256')
      .update(request?.body.code_verifier ?? '')
      .digest('base64url');
    expect(url.searchParams.get('code_challenge')).toBe(challenge);
    const [receipt] = await door.receipts({ limit: 1 });
    expect(receipt).toMatchObject({ purpose: 'sign-in', origin: 'https://openrouter.ai', status: 200, state: 'done' });
    expect(await store.getAll('keys')).toHaveLength(1);
  });

  test('asks for the limit that the user wants on the key', async () => {
    const { url } = await begin(await stage(), { limit: { amount: 12_500_000_000, every: 'monthly' } });
    expect(url.searchParams.get('limit')).toBe('12.5');
    expect(url.searchParams.get('usage_limit_type')).toBe('monthly');
  });

  test('takes no code that comes without the state it was sent away with', async () => {
    const asked = standIn();
    const { door, scope } = await stage();
    const { state } = await begin({ door });
    for (const wrong of ['', 'guessed', state.slice(1)]) expect(await comeBack(scope, wrong)).toBe(false);
    expect(asked).toEqual([]);
    expect(await comeBack(scope, state)).toBe(true);
    expect(await comeBack(scope, state, 'code-2')).toBe(false);
  });

  test('a sign-in that was called off takes no code', async () => {
    const asked = standIn();
    const { door, scope } = await stage();
    const { state, signedIn, abort } = await begin({ door });
    abort();
    expect(await codeOf(signedIn)).toBe('aborted');
    expect(await comeBack(scope, state)).toBe(false);
    expect(asked).toEqual([]);
  });

  test.each([
    [
      'refuses the code',
      () => new Response('{"error":{"code":403,"message":"Invalid code"}}', { status: 403 }),
      'sign-in-refused',
    ],
    ['answers without a key', () => new Response('{"user_id":"user_1"}'), 'reply-unreadable'],
    ['answers with no JSON', () => new Response('<html>'), 'reply-unreadable'],
    ['answers without end', () => new Response('x'.repeat(100_000)), 'reply-unreadable'],
    ['cannot be read', () => Promise.reject(new TypeError('failed to fetch')) as never, 'opaque-failure'],
  ] as const)('keeps nothing where OpenRouter %s', async (_, answer, code) => {
    standIn(answer);
    const { door, scope } = await stage();
    const { state, signedIn } = await begin({ door });
    await comeBack(scope, state);
    expect(await codeOf(signedIn)).toBe(code);
    expect(await door.list()).toEqual([]);
  });

  test('does not begin behind a lock, and a lock that comes meanwhile loses the key, not the lock', async () => {
    const { door, close } = await stageLocked();
    closers.push(close);
    expect(await codeOf(door.signIn({}, () => {}, new AbortController().signal))).toBe('vault-locked');
    standIn();
    const open = await stage();
    await open.door.create({ passphrase, recovery: false });
    const { state, signedIn } = await begin(open);
    await open.door.lock('keys');
    await comeBack(open.scope, state);
    expect(await codeOf(signedIn)).toBe('vault-locked');
  });

  test('neither verifier nor key crosses a port or a channel, or lies in the database', async () => {
    const asked = standIn();
    const { door, scope, store } = await stage();
    await door.create({ passphrase, recovery: false });
    const seen: unknown[] = [];
    const channel = new BroadcastChannel(`retinue:${scope}:sign-in`);
    channel.onmessage = ({ data }) => seen.push(data);
    const { url, state, signedIn } = await begin({ door });
    await comeBack(scope, state);
    seen.push(url.href, await signedIn, await door.list(), await door.receipts({ limit: 10 }));
    channel.close();
    for (const name of ['keys', 'receipts', 'device', 'hosts'] as const) seen.push(await store.getAll(name));
    const told = JSON.stringify(seen);
    expect(asked[0]?.body.code_verifier).toMatch(/^[\w-]{43}$/);
    expect(told).not.toContain(asked[0]?.body.code_verifier);
    expect(told).not.toContain(key);
  });
});
