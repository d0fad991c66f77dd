import { request as httpsRequest } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Endpoint, ModelRequest } from '../../src/domain/model-request';
import type { ProviderCall, SendReply } from '../../src/domain/ports';
import type { ReplyPosition, StreamEvent } from '../../src/domain/stream';
import { inputTokens } from '../../src/domain/usage';
import { collectReply } from '../../src/engine/collect';
import { openAiResponses } from '../../src/providers/openai-responses';
import { keyFor } from './loopback/hosts';
import { proseOf, type Scene } from './loopback/scenarios';
import { startLoopback, type Loopback } from './loopback/server';
import { prepareDescriptions } from './loopback/validate';

/** Replies that outlive their connection, at the strict stand-in: one answer, one line in its ledger. */

let loopback: Loopback;
beforeAll(async () => {
  prepareDescriptions();
  loopback = await startLoopback({ seed: 23 });
}, 60_000);
afterAll(() => loopback.stop());
beforeEach(() => loopback.reset());

const place: Endpoint = {
  provider: 'openai',
  wire: 'openai-responses',
  baseUrl: 'https://api.openai.com/v1',
  options: {},
};
const request: ModelRequest = {
  model: 'gpt-5-mini',
  instructions: 'Be brief.',
  turns: [{ role: 'user', parts: [{ kind: 'text', text: 'Go on.' }] }],
  tools: [],
  maxOutput: 1_000,
  resumable: true,
};

function call(abort = new AbortController().signal): ProviderCall {
  const send: ProviderCall['send'] = ({ method, url, headers, body }) =>
    new Promise<SendReply>((resolve, reject) => {
      const { pathname, search } = new URL(url);
      const auth = { host: 'api.openai.com', authorization: `Bearer ${keyFor('api.openai.com')}` };
      const outgoing = httpsRequest(
        {
          host: '127.0.0.1',
          port: loopback.port,
          method,
          path: pathname + search,
          headers: { ...headers, ...auth },
          rejectUnauthorized: false,
          signal: abort,
        },
        answer => resolve({ status: answer.statusCode ?? 0, headers: {}, chunks: answer }),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { send, abort, now: Date.now };
}

async function all(stream: AsyncIterable<StreamEvent> | undefined): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream ?? []) events.push(event);
  return events;
}

/** Asks, and is cut off by the scene; then takes the reply up again from where it was. */
async function cutAndResumed(scene: Scene, whileAway: () => void = () => {}) {
  loopback.queue('api.openai.com', scene);
  const first = await all(openAiResponses.stream(place, request, call()));
  const position = collect(first).place?.position;
  whileAway();
  const second = await all(openAiResponses.resume?.(place, request, position ?? nowhere, call()));
  return { first, second };
}
const nowhere: ReplyPosition = { reply: 'resp_none', after: 0 };

function collect(told: readonly StreamEvent[]) {
  const collector = collectReply();
  for (const event of told) collector.take(event);
  collector.close();
  return collector.reply;
}
const textOf = (told: readonly StreamEvent[]) =>
  told.map(event => (event.kind === 'text-delta' ? event.text : '')).join('');

const prose = proseOf(60);
const cut: Scene = {
  kind: 'answer',
  reasoning: 'Let me see.',
  text: prose,
  tool: { name: 'now', input: {} },
  fault: { after: 20, how: 'cut' },
};

describe('a reply that was cut off', () => {
  test('is read on to its end, each word once, and is paid once with the exact usage', async () => {
    const { first, second } = await cutAndResumed(cut);
    expect(first.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'unexpected' } });
    expect(textOf(first).length).toBeLessThan(prose.length);
    expect(textOf([...first, ...second])).toBe(prose);
    const reply = collect(second);
    expect(reply.stop).toBe('tool-calls');
    expect(reply.parts.map(({ kind }) => kind)).toEqual(['reasoning', 'text', 'tool-call']);
    expect(loopback.ledger).toHaveLength(1);
    const [{ count, complete } = { count: undefined, complete: undefined }] = loopback.ledger;
    expect(complete).toBe(true);
    expect(reply.usage?.output).toBe(count?.output);
    expect(reply.usage && inputTokens(reply.usage)).toBe((count?.fresh ?? 0) + (count?.cacheRead ?? 0));
    expect(loopback.problems).toEqual([]);
  });

  test('can be sent back as it was taken up: its reasoning came along', async () => {
    const { second } = await cutAndResumed(cut, () => loopback.ageReplies(6));
    const { parts } = collect(second);
    const [tool] = parts.filter(part => part.kind === 'tool-call');
    const turns: ModelRequest['turns'] = [
      ...request.turns,
      { role: 'agent', parts },
      { role: 'tool', parts: [{ kind: 'tool-result', call: tool?.call ?? '', name: 'now', output: 'noon' }] },
    ];
    const tools = [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }];
    const next = await all(openAiResponses.stream(place, { ...request, tools, turns }, call()));
    expect(textOf(next)).toBe('The result is noon.');
    expect(JSON.stringify(parts)).toContain('encrypted_content');
    expect(loopback.problems).toEqual([]);
  });

  test('is had whole after five minutes, and gone after ten', async () => {
    const { second } = await cutAndResumed(cut, () => loopback.ageReplies(6));
    expect(collect(second)).toMatchObject({ stop: 'tool-calls', usage: { output: 64 } });
    const { second: gone } = await cutAndResumed(cut, () => loopback.ageReplies(11));
    expect(gone.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'reply-gone' } });
  });

  test('that failed at the provider is told so', async () => {
    loopback.queue('api.openai.com', { ...cut, fault: { after: 20, how: 'error' } });
    const first = await all(openAiResponses.stream(place, request, call()));
    expect(first.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'provider-failed' } });
    const position = collect(first).place?.position ?? nowhere;
    const second = await all(openAiResponses.resume?.(place, request, position, call()));
    expect(second.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'provider-failed' } });
  });
});

describe('a reply that nobody listens to', () => {
  const slow: Scene = { kind: 'answer', text: proseOf(100), pace: 400 };

  async function leaveAfter(words: number): Promise<ReplyPosition> {
    loopback.queue('api.openai.com', slow);
    const leaving = new AbortController();
    let position = nowhere;
    let heard = 0;
    for await (const event of openAiResponses.stream(place, request, call(leaving.signal))) {
      if (event.kind === 'position') position = { reply: event.reply, after: event.after };
      if (event.kind === 'text-delta' && (heard += 1) === words) leaving.abort();
    }
    return position;
  }

  test('goes on, and can be taken up while it does', async () => {
    const position = await leaveAfter(20);
    const second = await all(openAiResponses.resume?.(place, request, position, call()));
    expect(collect(second)).toMatchObject({ stop: 'end', usage: { output: 100 } });
    expect(loopback.ledger).toMatchObject([{ complete: true, count: { output: 100 } }]);
  });

  test('costs no more once it is cancelled, and cancelling again does nothing', async () => {
    const position = await leaveAfter(20);
    expect(await openAiResponses.cancel?.(place, position, call())).toBeUndefined();
    expect(await openAiResponses.cancel?.(place, position, call())).toBeUndefined();
    const [line] = loopback.ledger;
    const made = line?.count.output ?? 0;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(100);
    const second = await all(openAiResponses.resume?.(place, request, position, call()));
    expect(second.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'aborted' } });
    expect(line).toMatchObject({ complete: false, count: { output: made } });
  });

  test('that was over already tells what it used when it is cancelled', async () => {
    loopback.queue('api.openai.com', { kind: 'answer', text: 'Done.' });
    const told = await all(openAiResponses.stream(place, request, call()));
    const position = collect(told).place?.position ?? nowhere;
    expect(await openAiResponses.cancel?.(place, position, call())).toMatchObject({ usage: { output: 1 } });
  });
});
