import { request } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { keyFor, type HostName } from './loopback/hosts';
import { startLoopback, type Loopback } from './loopback/server';
import { hasDescription } from './loopback/validate';

let loopback: Loopback;
beforeAll(async () => {
  loopback = await startLoopback({ seed: 7 });
});
afterAll(() => loopback.stop());
beforeEach(() => loopback.reset());

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  broken: boolean;
}

const page = { origin: 'http://localhost:4173' };

function ask(
  host: HostName,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = request(
      {
        host: '127.0.0.1',
        port: loopback.port,
        method,
        path,
        headers: { host, ...page, ...headers },
        rejectUnauthorized: false,
      },
      answer => {
        const chunks: Buffer[] = [];
        const end = (broken: boolean) =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString('utf8'),
            broken,
          });
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('end', () => end(false));
        answer.on('error', () => end(true));
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

const anthropic = {
  'content-type': 'application/json',
  'x-api-key': keyFor('api.anthropic.com'),
  'anthropic-version': '2026-10-21',
  'anthropic-dangerous-direct-browser-access': 'true',
};
const messages = (words: string, more: Record<string, unknown> = {}) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 1_000,
  stream: true,
  messages: [{ role: 'user', content: words }],
  ...more,
});
const bearer = (host: HostName) => ({ 'content-type': 'application/json', authorization: `Bearer ${keyFor(host)}` });

const eventsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('data: {'))
    .map(line => JSON.parse(line.slice(6)));

describe('CORS is the real one', () => {
  test.each([
    [
      'api.anthropic.com',
      '/v1/messages',
      'anthropic-dangerous-direct-browser-access,anthropic-version,content-type,x-api-key',
    ],
    ['api.openai.com', '/v1/responses', 'authorization,content-type'],
    ['openrouter.ai', '/api/v1/chat/completions', 'authorization,content-type'],
    ['custom.example', '/v1/chat/completions', 'authorization,content-type'],
  ] as const)('a preflight at %s passes with its own headers and fails with one more', async (host, path, allowed) => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': allowed };
    const passes = await ask(host, 'OPTIONS', path, headers);
    expect(passes.status).toBe(204);
    expect(loopback.problems).toEqual([]);
    const fails = await ask(host, 'OPTIONS', path, {
      ...headers,
      'access-control-request-headers': `${allowed},x-stainless-os`,
    });
    expect(fails.headers['access-control-allow-origin']).toBeUndefined();
    expect(loopback.problems).toHaveLength(1);
  });

  test('OpenAI answers a wrong key and an unknown path without CORS headers, Anthropic and OpenRouter with them', async () => {
    const wrong = { authorization: `Bearer ${keyFor('api.openai.com', 'wrong')}` };
    const openai = await ask('api.openai.com', 'GET', '/v1/models', wrong);
    expect([openai.status, openai.headers['access-control-allow-origin']]).toEqual([401, undefined]);
    const lost = await ask('api.openai.com', 'GET', '/v1/nothing', bearer('api.openai.com'));
    expect([lost.status, lost.headers['access-control-allow-origin']]).toEqual([404, undefined]);
    const claude = await ask('api.anthropic.com', 'GET', '/v1/models', {
      ...anthropic,
      'x-api-key': 'sk-ant-api03-no',
    });
    expect([claude.status, claude.headers['access-control-allow-origin']]).toEqual([401, '*']);
    const router = await ask('openrouter.ai', 'GET', '/api/v1/key', { authorization: 'Bearer sk-or-v1-no' });
    expect([router.status, router.headers['access-control-allow-origin']]).toEqual([401, '*']);
  });

  test('Anthropic gives no CORS header to a page that does not say it knows what it does', async () => {
    const { 'anthropic-dangerous-direct-browser-access': _, ...rest } = anthropic;
    const got = await ask('api.anthropic.com', 'GET', '/v1/models', rest);
    expect(got.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a request is held to the provider’s rules', () => {
  test.each([
    ['temperature under 2026-10-21', { temperature: 1 }],
    ['no output limit', { max_tokens: undefined }],
    ['an empty text block', { messages: [{ role: 'user', content: [{ type: 'text', text: ' ' }] }] }],
    [
      'a tool call without its result',
      {
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'calculate', input: {} }] },
          { role: 'user', content: 'and?' },
        ],
      },
    ],
    [
      'thinking that was signed elsewhere',
      {
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm.', signature: 'Zm9yZWlnbg==' }] },
          { role: 'user', content: 'and?' },
        ],
      },
    ],
  ])('Anthropic refuses %s', async (_name, change) => {
    const got = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, messages('hi', change));
    expect(got.status).toBe(400);
    expect(loopback.problems).toHaveLength(1);
  });

  test('OpenAI refuses an output for a call nobody made, and notices an answer that may be stored', async () => {
    const body = {
      model: 'gpt-5-mini',
      stream: true,
      max_output_tokens: 100,
      input: [{ type: 'function_call_output', call_id: 'call_x', output: '4' }],
    };
    const got = await ask('api.openai.com', 'POST', '/v1/responses', bearer('api.openai.com'), body);
    expect(got.status).toBe(400);
    expect(loopback.problems.join('\n')).toMatch(/store.*encrypted.*No tool call found/s);
  });

  test('a compatible server refuses a field it does not know', async () => {
    const body = {
      model: 'house-model',
      stream: true,
      max_tokens: 10,
      provider: {},
      messages: [{ role: 'user', content: 'hi' }],
    };
    const got = await ask('custom.example', 'POST', '/v1/chat/completions', bearer('custom.example'), body);
    expect(got.status).toBe(400);
  });

  test.runIf(hasDescription())('a body that the published description does not allow is refused', async () => {
    const wrong = messages('hi', { messages: [{ role: 'user', content: [{ type: 'text', words: 'hi' }] }] });
    const got = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, wrong);
    expect(got.status).toBe(400);
  });
});

describe('an answer is streamed in the wire’s own events', () => {
  test('Anthropic: thinking, text and a tool call, counted and priced', async () => {
    loopback.queue('api.anthropic.com', {
      kind: 'answer',
      reasoning: 'Let me see.',
      text: 'I ask the calculator.',
      tool: { name: 'calculate', input: { expression: '1 + 1' } },
    });
    const got = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, messages('what is one and one?'));
    const events = eventsOf(got.text);
    expect(events.map(event => event.type).filter(type => type !== 'content_block_delta')).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_stop',
      'content_block_start',
      'content_block_stop',
      'content_block_start',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    const json = events.map(event => event.delta?.partial_json ?? '').join('');
    expect(JSON.parse(json)).toEqual({ expression: '1 + 1' });
    // 5 words and 4 for the message; 3 + 4 words and the 3 pieces of the arguments.
    expect(loopback.ledger).toEqual([
      {
        id: '000001loopback',
        host: 'api.anthropic.com',
        model: 'claude-sonnet-4-5',
        count: { fresh: 9, cacheRead: 0, cacheWrite: 0, output: 10, reasoning: 3 },
        complete: true,
        nanoUsd: 9n * 3_000n + 10n * 15_000n,
      },
    ]);
    expect(events.at(-2)?.usage).toMatchObject({ input_tokens: 9, output_tokens: 10 });
    expect(loopback.problems).toEqual([]);
  });

  test('OpenAI: the second call with the same prefix reads it from the cache', async () => {
    const body = {
      model: 'gpt-5-mini',
      instructions: 'Be brief and kind.',
      input: [{ role: 'user', content: 'say hello there' }],
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      max_output_tokens: 500,
    };
    for (let turn = 0; turn < 2; turn += 1) {
      const got = await ask('api.openai.com', 'POST', '/v1/responses', bearer('api.openai.com'), body);
      expect(eventsOf(got.text).at(-1)?.type).toBe('response.completed');
    }
    expect(loopback.ledger.map(line => [line.count.fresh, line.count.cacheRead])).toEqual([
      [11, 0],
      [7, 4],
    ]);
    expect(loopback.problems).toEqual([]);
  });

  test('OpenRouter says what it billed, to the nano-dollar', async () => {
    const body = {
      model: 'openai/gpt-5-mini',
      messages: [{ role: 'user', content: 'think about rain' }],
      stream: true,
      max_tokens: 500,
      provider: { data_collection: 'deny' },
    };
    const got = await ask('openrouter.ai', 'POST', '/api/v1/chat/completions', bearer('openrouter.ai'), body);
    const usage = eventsOf(got.text).at(-1)?.usage;
    expect(BigInt(Math.round(usage.cost * 1e9))).toBe(loopback.ledger[0]?.nanoUsd);
    expect(got.text).toContain(': OPENROUTER PROCESSING');
    expect(got.text.trimEnd().endsWith('data: [DONE]')).toBe(true);
  });

  test('the output limit cuts the answer and says so', async () => {
    const got = await ask(
      'api.anthropic.com',
      'POST',
      '/v1/messages',
      anthropic,
      messages('write 90 words', { max_tokens: 30 }),
    );
    expect(eventsOf(got.text).at(-2)?.delta.stop_reason).toBe('max_tokens');
    expect(loopback.ledger[0]?.count.output).toBe(30);
  });

  test('a cut stream breaks after so many tokens, and those are billed', async () => {
    const got = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, messages('cut after 12'));
    expect(got.broken).toBe(true);
    expect(loopback.ledger[0]).toMatchObject({ complete: false, count: { output: 12 } });
  });

  test.each(['no-credit', 'rate-limited', 'overloaded'] as const)('a queued refusal (%s) comes once', async name => {
    loopback.queue('api.anthropic.com', { kind: 'refusal', name, retryAfter: 2 });
    const refused = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, messages('hi'));
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.headers['retry-after']).toBe('2');
    const answered = await ask('api.anthropic.com', 'POST', '/v1/messages', anthropic, messages('hi'));
    expect(answered.status).toBe(200);
  });
});
