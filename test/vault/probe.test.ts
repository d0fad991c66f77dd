import { afterEach, expect, test, vi } from 'vitest';
import { codeOf, secret, stageSender, textOf } from './stage';

const never = new AbortController().signal;
const closers: (() => void)[] = [];
afterEach(() => {
  closers.splice(0).forEach(close => close());
  vi.unstubAllGlobals();
});

async function stage(...options: Parameters<typeof stageSender>) {
  const staged = await stageSender(...options);
  closers.push(staged.close);
  return staged;
}

test('a probe carries neither key nor headers, and leaves a receipt', async () => {
  const { engine, door, request, server } = await stage();
  for (const probe of ['bare', 'unread'] as const) {
    const reply = await engine.send(request({ probe, purpose: 'check', headers: { 'x-own': 'yes' } }), never);
    await textOf(reply);
  }
  expect(server.requests).toHaveLength(2);
  for (const { headers } of server.requests) {
    expect(JSON.stringify(headers)).not.toContain(secret);
    expect(headers).not.toHaveProperty('x-own');
  }
  expect(await door.receipts({ limit: 5 })).toMatchObject([{ purpose: 'check' }, { purpose: 'check', status: 200 }]);
});

test('an answer that may not be read has status 0, and does not make its host one that has answered', async () => {
  const { engine, request, store } = await stage();
  vi.stubGlobal('fetch', async () =>
    Object.defineProperties(new Response(null), { type: { value: 'opaque' }, status: { value: 0 } }),
  );
  const reply = await engine.send(request({ probe: 'unread' }), never);
  await textOf(reply);
  expect(reply.status).toBe(0);
  expect(await store.getAll('hosts')).toEqual([]);
});

test.each([
  ['says something', { method: 'POST', body: '{}' }],
  ['goes beyond the key’s paths', { url: 'http://127.0.0.1:1/elsewhere' }],
  ['goes beyond the key’s origin', { url: 'https://elsewhere.example/v1/models' }],
] as const)('a probe that %s does not leave', async (_, fields) => {
  const { engine, request, server } = await stage();
  expect(await codeOf(engine.send(request({ probe: 'bare', ...fields }), never))).toMatch(/refused|not-allowed/);
  expect(server.requests).toEqual([]);
});
