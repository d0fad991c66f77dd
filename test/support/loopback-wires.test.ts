import { request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { AppError } from '../../src/domain/error';
import type { Endpoint, ModelRequest, Turn } from '../../src/domain/model-request';
import type { Part } from '../../src/domain/part';
import type { Provider, ProviderCall, SendReply } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import { inputTokens } from '../../src/domain/usage';
import { collectReply } from '../../src/engine/collect';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { gemini } from '../../src/providers/gemini';
import { openAiChat } from '../../src/providers/openai-chat';
import { openAiResponses } from '../../src/providers/openai-responses';
import { hosts, keyFor, type HostName } from './loopback/hosts';
import { startLoopback, type Loopback } from './loopback/server';

/** The adapters against the strict stand-in: every body they make is accepted, every answer is read whole. */

let loopback: Loopback;
beforeAll(async () => {
  loopback = await startLoopback({ seed: 11 });
});
afterAll(() => loopback.stop());
beforeEach(() => loopback.reset());

interface Case {
  host: HostName;
  provider: Provider;
  endpoint: Endpoint;
  model: string;
}

const endpoint = (host: HostName, wire: Endpoint['wire'], provider: Endpoint['provider']): Endpoint => ({
  provider,
  wire,
  baseUrl: `https://${host}${hosts[host].base}`,
  options: {},
});

const cases: Case[] = [
  {
    host: 'api.anthropic.com',
    provider: anthropicMessages,
    endpoint: endpoint('api.anthropic.com', 'anthropic-messages', 'anthropic'),
    model: 'claude-sonnet-4-5',
  },
  {
    host: 'api.openai.com',
    provider: openAiResponses,
    endpoint: endpoint('api.openai.com', 'openai-responses', 'openai'),
    model: 'gpt-5-mini',
  },
  {
    host: 'openrouter.ai',
    provider: openAiChat,
    endpoint: endpoint('openrouter.ai', 'openai-chat', 'openrouter'),
    model: 'anthropic/claude-sonnet-4.5',
  },
  {
    host: 'generativelanguage.googleapis.com',
    provider: gemini,
    endpoint: endpoint('generativelanguage.googleapis.com', 'gemini', 'google'),
    model: 'gemini-3-flash-preview',
  },
  {
    host: 'custom.example',
    provider: openAiChat,
    endpoint: endpoint('custom.example', 'openai-chat', 'custom'),
    model: 'house-model',
  },
];

/** Headers that an adapter has sent, without the key's, which the vault adds. */
const sentHeaders = new Set<string>();

function callTo(host: HostName, abort = new AbortController().signal): ProviderCall {
  const key = keyFor(host);
  const { keyHeader } = hosts[host];
  const auth = { [keyHeader]: keyHeader === 'authorization' ? `Bearer ${key}` : key };
  const send: ProviderCall['send'] = ({ method, url, headers, body }) =>
    new Promise<SendReply>((resolve, reject) => {
      for (const name of Object.keys(headers)) sentHeaders.add(name.toLowerCase());
      const { pathname, search } = new URL(url);
      const outgoing = httpsRequest(
        {
          host: '127.0.0.1',
          port: loopback.port,
          method,
          path: pathname + search,
          headers: { host, origin: 'http://localhost:4173', ...headers, ...auth },
          rejectUnauthorized: false,
          signal: abort,
        },
        answer => resolve({ status: answer.statusCode ?? 0, headers: {}, chunks: untilStopped(answer, abort) }),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { send, abort, now: Date.now };
}

/** What the vault makes of a call that was stopped. */
async function* untilStopped(chunks: AsyncIterable<Uint8Array>, abort: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw abort.aborted ? new AppError('aborted') : error;
  }
}

const calculator = {
  name: 'calculate',
  description: 'Calculates.',
  input: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
};

const requestOf = (model: string, turns: readonly Turn[]): ModelRequest => ({
  model,
  instructions: 'Be brief.',
  turns,
  tools: [calculator],
  maxOutput: 1_000,
});

async function askFor(
  { host, provider, endpoint: place, model }: Case,
  turns: readonly Turn[],
): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of provider.stream(place, requestOf(model, turns), callTo(host))) events.push(event);
  return events;
}

/** What the engine would keep of a stream. */
function partsOf(events: readonly StreamEvent[]): Part[] {
  const collector = collectReply();
  for (const event of events) collector.take(event);
  return collector.reply.parts;
}
const user = (text: string): Turn => ({ role: 'user', parts: [{ kind: 'text', text }] });

describe.each(cases)('$host', one => {
  test('reasoning, text and a tool call come back whole, and go out again with the result', async () => {
    loopback.queue(one.host, {
      kind: 'answer',
      reasoning: 'Let me think about this.',
      text: 'I ask the calculator.',
      tool: { name: 'calculate', input: { expression: '2 + 2' } },
    });
    const first = await askFor(one, [user('two and two?')]);
    const parts = partsOf(first);
    const said = first.flatMap(event => (event.kind === 'text-delta' ? [event.text] : [])).join('');
    expect(said).toBe('I ask the calculator.');
    const call = parts.find(part => part.kind === 'tool-call');
    expect(call).toMatchObject({ name: 'calculate', input: { expression: '2 + 2' } });
    expect(first.at(-1)).toMatchObject({ kind: 'end', stop: 'tool-calls' });

    const result: Part = { kind: 'tool-result', call: call?.call ?? '', name: 'calculate', output: '4' };
    const second = await askFor(one, [
      user('two and two?'),
      { role: 'agent', parts },
      { role: 'tool', parts: [result] },
    ]);
    expect(second.at(-1)).toMatchObject({ kind: 'end', stop: 'end' });
    expect(second.flatMap(event => (event.kind === 'text-delta' ? [event.text] : [])).join('')).toBe(
      'The result is 4.',
    );
    expect(loopback.problems).toEqual([]);

    for (const [index, events] of [first, second].entries()) {
      const usage = events.findLast(event => event.kind === 'usage')?.usage;
      const { count } = loopback.ledger[index] ?? {};
      expect(usage && inputTokens(usage)).toBe(
        (count?.fresh ?? 0) + (count?.cacheRead ?? 0) + (count?.cacheWrite ?? 0),
      );
      expect(usage?.output).toBe(count?.output);
    }
  });

  test('the model list and the free check are read', async () => {
    const models = await one.provider.listModels(one.endpoint, callTo(one.host));
    expect(models.map(model => model.id)).toContain(one.model);
    await one.provider.check(one.endpoint, callTo(one.host));
  });

  test('no header is sent that the host does not list: with one more its preflight would refuse every call', async () => {
    sentHeaders.clear();
    await askFor(one, [user('hello')]);
    await one.provider.listModels(one.endpoint, callTo(one.host));
    await one.provider.check(one.endpoint, callTo(one.host));
    await one.provider.count?.(one.endpoint, requestOf(one.model, [user('hello')]), callTo(one.host));
    expect([...sentHeaders].filter(name => !hosts[one.host].allowed.includes(name))).toEqual([]);
    expect(sentHeaders).toContain('content-type');
    expect(sentHeaders).not.toContain(hosts[one.host].keyHeader);
  });

  test('an answer that is stopped in its middle keeps what came, and is told from one that broke', async () => {
    const stopping = new AbortController();
    const events: StreamEvent[] = [];
    const request = requestOf(one.model, [user('write 2000 words')]);
    for await (const event of one.provider.stream(one.endpoint, request, callTo(one.host, stopping.signal))) {
      events.push(event);
      if (event.kind === 'text-delta') stopping.abort();
    }
    expect(events.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'aborted' } });
    expect(partsOf(events)).toMatchObject([{ kind: 'text' }]);
  });

  test('the output limit and a broken stream are told apart', async () => {
    const [long, cut] = [await askFor(one, [user('write 2000 words')]), await askFor(one, [user('cut after 5')])];
    expect(long.at(-1)).toMatchObject({ kind: 'end', stop: 'length' });
    expect(cut.at(-1)).toMatchObject({ kind: 'failure' });
  });

  test.each([
    ['no-credit', 'no-credit'],
    ['rate-limited', 'rate-limited'],
    ['overloaded', 'overloaded'],
    ['context-too-long', 'context-too-long'],
    ['bad-request', 'request-refused'],
  ] as const)('a refusal (%s) is known by its name', async (name, code) => {
    loopback.queue(one.host, { kind: 'refusal', name });
    const events = await askFor(one, [user('hello')]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'failure', error: { code } });
  });

  test('a model nobody knows is known to be unknown', async () => {
    const events = await askFor({ ...one, model: 'no-such-model' }, [user('hello')]);
    expect(events.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'unknown-model' } });
  });
});
