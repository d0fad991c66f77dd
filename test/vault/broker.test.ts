import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { KeyCaps, KeyId, SendRequest } from '../../src/domain/ports';
import { defaultCaps } from '../../src/vault/inside/caps';
import { abortFailure } from '../../src/vault/inside/failure';
import { codeOf, failureOf, keyFor, listen, secret, stageSender, textOf, type StagedSender } from './stage';

const never = new AbortController().signal;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

async function stage(...options: Parameters<typeof stageSender>): Promise<StagedSender> {
  const staged = await stageSender(...options);
  closers.push(staged.close);
  return staged;
}

const caps = (fields: Partial<KeyCaps>): KeyCaps => ({ ...defaultCaps('http://localhost'), ...fields });
const act = 'act-1' as Id<'act'>;
const run = 'run-1' as Id<'run'>;

describe('sending', () => {
  test('adds the key inside, relays status, headers and bytes, and leaves a receipt without query or body', async () => {
    const { engine, door, request, server, clock } = await stage();
    const post = request({ method: 'POST', body: '{"a":"ü"}', purpose: 'answer', run, act, attempt: 2, epoch: 7 });
    const reply = await engine.send(post, never);
    expect(reply.status).toBe(200);
    expect(await textOf(reply)).toBe('{"ok":true}');
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${secret}`,
      accept: 'application/json',
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
    await expect
      .poll(() => engine.sent(act, 2))
      .toEqual({
        id: 1,
        at: clock.at,
        connection: 'connection-1',
        origin: server.origin,
        path: '/v1/models',
        purpose: 'answer',
        bytesOut: 10,
        bytesIn: 11,
        status: 200,
        state: 'done',
        run,
        act,
        attempt: 2,
      });
    expect(await engine.sent(act, 1)).toBeUndefined();
    expect(JSON.stringify(await door.receipts({ limit: 10 }))).not.toContain(secret);
  });

  test('relays a refusal as it is: what it means is the provider adapter’s business', async () => {
    const { engine, request } = await stage((_, response) => response.writeHead(429).end('slow down'));
    const reply = await engine.send(request(), never);
    expect([reply.status, await textOf(reply)]).toEqual([429, 'slow down']);
  });

  test('streams as it arrives', async () => {
    let finish = () => {};
    const { engine, request } = await stage((_, response) => {
      response.write('first');
      finish = () => response.end('last');
    });
    const chunks = (await engine.send(request(), never)).chunks[Symbol.asyncIterator]();
    expect(new TextDecoder().decode((await chunks.next()).value)).toBe('first');
    finish();
    expect(new TextDecoder().decode((await chunks.next()).value)).toBe('last');
    expect((await chunks.next()).done).toBe(true);
  });

  test('masks the key when the server echoes it in body and headers', async () => {
    const { engine, request } = await stage(({ headers }, response) => {
      response.setHeader('x-echo', headers.authorization ?? '');
      response.write(`you sent ${headers.authorization?.slice(0, 20)}`);
      setTimeout(() => response.end(`${headers.authorization?.slice(20)} indeed`), 20);
    });
    const reply = await engine.send(request(), never);
    const seen = JSON.stringify(reply.headers) + (await textOf(reply));
    expect(seen).not.toContain(secret);
    expect(seen).toContain('indeed');
  });

  test('a keyless local server gets no auth header', async () => {
    const { engine, request, server } = await stage(undefined, { secret: '' });
    await textOf(await engine.send(request(), never));
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('what may not leave', () => {
  test.each<[string, Partial<SendRequest>, string]>([
    ['another origin', { url: 'https://evil.example/v1/models' }, 'origin-not-allowed'],
    ['another path', { url: 'ORIGIN/admin' }, 'address-refused'],
    ['a path out of the allowed one', { url: 'ORIGIN/v1/../admin' }, 'address-refused'],
    ['an auth header', { headers: { Authorization: 'Bearer mine' } }, 'header-refused'],
    ['another auth header', { headers: { 'X-Api-Key': 'mine' } }, 'header-refused'],
    ['a cookie', { headers: { cookie: 'a=b' } }, 'header-refused'],
    ['a method in a header', { headers: { 'x-http-method-override': 'DELETE' } }, 'header-refused'],
    ['a header said twice', { headers: { accept: 'a', Accept: 'b' } }, 'header-refused'],
    ['a header with a line break', { headers: { accept: 'a\r\nauthorization: x' } }, 'header-refused'],
    ['another method', { method: 'DELETE' as 'GET' }, 'address-refused'],
    ['a body in a GET', { body: 'x' }, 'address-refused'],
    ['a key that is not there', { key: 'no-such-key' as KeyId }, 'no-key'],
    ['no key at all', { key: undefined }, 'no-key'],
  ])('%s', async (_, fields, code) => {
    const { engine, request, server, door } = await stage();
    const url = (fields.url ?? request().url).replace('ORIGIN', server.origin);
    expect(await codeOf(engine.send(request({ ...fields, url }), never))).toBe(code);
    expect(server.requests).toEqual([]);
    expect(await door.receipts({ limit: 1 })).toEqual([]);
  });

  test('a request with another key’s header, even under another name', async () => {
    const { engine, request, server } = await stage(undefined, { header: 'X-Own-Key', prefix: '' });
    expect(await codeOf(engine.send(request({ headers: { 'x-own-key': 'mine' } }), never))).toBe('header-refused');
    await textOf(await engine.send(request(), never));
    expect(server.requests[0]?.headers['x-own-key']).toBe(secret);
  });

  test('a redirect is not followed', async () => {
    const other = await listen((_, response) => response.end('caught'));
    closers.push(() => other.close());
    for (const status of [301, 302, 303, 307, 308]) {
      const { engine, request, door } = await stage((_, response) =>
        response.writeHead(status, { location: `${other.origin}/v1/` }).end(),
      );
      expect(await codeOf(engine.send(request(), never))).toBe('redirect-refused');
      await expect.poll(async () => (await door.receipts({ limit: 1 }))[0]?.state).toBe('failed');
    }
    expect(other.requests).toEqual([]);
  });

  test('anything after its fence, unless the engine proves again that it leads', async () => {
    const { engine, request, server, clock, door } = await stage();
    expect(await codeOf(engine.send(request({ notAfter: clock.at - 1 }), never))).toBe('fence-passed');
    expect(server.requests).toEqual([]);
    expect(await door.receipts({ limit: 1 })).toEqual([]);
    await textOf(await engine.send(request({ notAfter: clock.at }), never));
  });

  test('what passes its fence while the receipt is written', async () => {
    const { engine, request, server, clock } = await stage();
    clock.step = 1;
    expect(await codeOf(engine.send(request({ notAfter: clock.at + 1 }), never))).toBe('fence-passed');
    expect(server.requests).toEqual([]);
  });

  test('a body without a limit where tokens are billed, and a call above its cap', async () => {
    const { engine, request, server } = await stage(undefined, {
      caps: caps({ dearestInput: 1_000_000, dearestOutput: 1_000_000, perCall: 1_000 }),
    });
    const post = (body: string) =>
      codeOf(engine.send(request({ method: 'POST', url: `${server.origin}/v1/messages`, body }), never));
    expect(await post('{}')).toBe('no-output-limit');
    expect(await post('{"max_tokens":1000}')).toBe('cap-reached');
    expect(server.requests).toEqual([]);
  });

  test('lets a reply be stopped, which costs nothing, but not by a body that could say more', async () => {
    const { engine, request, server } = await stage(undefined, { caps: caps({ dearestInput: 1, dearestOutput: 1 }) });
    const url = `${server.origin}/v1/responses/resp_1/cancel`;
    expect((await engine.send(request({ method: 'POST', url }), never)).status).toBe(200);
    expect(await codeOf(engine.send(request({ method: 'POST', url, body: '{}' }), never))).toBe('no-output-limit');
    const create = request({ method: 'POST', url: `${server.origin}/v1/responses` });
    expect(await codeOf(engine.send(create, never))).toBe('no-output-limit');
    expect(server.requests).toHaveLength(1);
  });

  test('more calls a minute than the cap, also counted over tabs', async () => {
    const { engine, request, server, clock } = await stage(undefined, { caps: caps({ callsPerMinute: 3 }) });
    for (let call = 0; call < 3; call++) await textOf(await engine.send(request(), never));
    const refused = await failureOf(engine.send(request(), never));
    expect(refused.toValue()).toEqual({
      code: 'cap-reached',
      retryable: true,
      parameters: { cap: 'callsPerMinute', limit: 3 },
    });
    expect(server.requests).toHaveLength(3);
    clock.at += 60_000;
    await textOf(await engine.send(request(), never));
  });

  test('more bytes a day than the cap: refused before it leaves, cut while it arrives', async () => {
    const { engine, request, server, clock } = await stage((_, response) => response.end('x'.repeat(400)), {
      caps: caps({ bytesPerDay: 1_000 }),
    });
    const post = request({ method: 'POST', body: 'y'.repeat(400) });
    await textOf(await engine.send(post, never));
    await wait(20);
    expect(await codeOf(engine.send(post, never))).toBe('cap-reached');
    const cut = await engine.send(request(), never);
    expect(await codeOf(textOf(cut))).toBe('cap-reached');
    expect(server.requests).toHaveLength(2);
    clock.at += 24 * 3_600_000;
    await textOf(await engine.send(post, never));
  });
});

describe('what goes wrong on the way', () => {
  test('a host that never answered is an opaque failure; one that did is most likely the key', async () => {
    const { engine, request, server } = await stage();
    await textOf(await engine.send(request(), never));
    await wait(20);
    server.close();
    expect(await codeOf(engine.send(request(), never))).toBe('likely-wrong-key');
    const other = await stage();
    other.server.close();
    const failure = await failureOf(other.engine.send(other.request(), never));
    expect(failure.toValue()).toEqual({
      code: 'opaque-failure',
      retryable: false,
      parameters: { host: other.server.origin.slice(7) },
    });
  });

  test('a known provider lets pages in: what cannot be read there is most likely the key, the first time too', async () => {
    const { door, engine, request } = await stage();
    const { id: key } = await door.add(keyFor('https://api.openai.com'));
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const failed = failureOf(engine.send(request({ key, url: 'https://api.openai.com/v1/models' }), never));
    const failure = await failed.finally(() => vi.unstubAllGlobals());
    expect(failure.toValue()).toMatchObject({ code: 'likely-wrong-key', parameters: { host: 'api.openai.com' } });
  });

  test('a keyless server that stopped is not told to have a wrong key', async () => {
    const { engine, request, server } = await stage(undefined, { secret: '' });
    await textOf(await engine.send(request(), never));
    await wait(20);
    server.close();
    expect(await codeOf(engine.send(request(), never))).toBe('opaque-failure');
  });

  test('a stream that breaks says so, and its receipt keeps what arrived', async () => {
    const { engine, request, door } = await stage((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('begin');
      setTimeout(() => response.destroy(), 20);
    });
    const failure = await failureOf(textOf(await engine.send(request(), never)));
    expect(failure.toValue()).toMatchObject({ code: 'stream-cut', retryable: true });
    await expect.poll(() => door.receipts({ limit: 1 })).toMatchObject([{ state: 'failed', status: 200, bytesIn: 5 }]);
  });

  test('an abort reaches the server, at any moment', async () => {
    let closed = 0;
    const { engine, request, door, server } = await stage((incoming, response) => {
      incoming.on('close', () => closed++);
      if (incoming.url?.includes('stream')) response.write('begin');
    });
    const before = new AbortController();
    const waiting = codeOf(engine.send(request(), before.signal));
    await expect.poll(() => server.requests.length).toBe(1);
    before.abort();
    expect(await waiting).toBe('aborted');
    await expect.poll(() => closed).toBe(1);
    await expect.poll(() => door.receipts({ limit: 1 })).toMatchObject([{ state: 'aborted' }]);

    const during = new AbortController();
    const reply = await engine.send(request({ url: `${server.origin}/v1/stream` }), during.signal);
    const reading = codeOf(textOf(reply));
    during.abort();
    expect(await reading).toBe('aborted');
    await expect.poll(() => closed).toBe(2);
    await expect.poll(() => door.receipts({ limit: 1 })).toMatchObject([{ state: 'aborted', status: 200, bytesIn: 5 }]);
  });

  test('a call that takes longer than any answer is cut: nobody takes that for the wish to stop it', () => {
    expect(abortFailure(new DOMException('', 'TimeoutError')).toValue()).toMatchObject({
      code: 'stream-cut',
      retryable: true,
    });
    expect(abortFailure(new DOMException('', 'AbortError')).code).toBe('aborted');
  });

  test('the mark that it left is on disk before the server hears of it', async () => {
    let marks: unknown[] = [];
    const { engine, request, door } = await stage((_, response) => {
      void door.receipts({ limit: 1 }).then(rows => {
        marks = rows;
        response.end();
      });
    });
    await textOf(await engine.send(request({ run, act, attempt: 1 }), never));
    expect(marks).toMatchObject([{ state: 'opened', act, attempt: 1 }]);
  });
});
