import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { ModelRequest } from '../../src/domain/model-request';
import type { ProviderCall, SendReply } from '../../src/domain/ports';
import { AppError } from '../../src/domain/error';
import type { ReplyPosition, StreamEvent } from '../../src/domain/stream';
import { collectReply } from '../../src/engine/collect';
import { openAiResponses } from '../../src/providers/openai-responses';
import { bytesOf, endpoint, eventsOf, plainRequest, replaying, type Asked, type Recorded } from './replay';

const place = endpoint({ provider: 'openai', wire: 'openai-responses', baseUrl: 'https://api.openai.com/v1' });
const request: ModelRequest = { ...plainRequest, model: 'gpt-x', resumable: true };

const usage = { input_tokens: 10, output_tokens: 5, total_tokens: 15 };
const reasoning = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'Grüße wägen.' }],
  encrypted_content: 'gA',
};
const message = {
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: 'Größe zählt 🙂 hier.' }],
};
const callItem = { type: 'function_call', call_id: 'call_1', name: 'now', arguments: '{"zone":"Asia/Tokyo"}' };
const finished = {
  id: 'resp_1',
  model: 'gpt-x-2026',
  background: true,
  status: 'completed',
  output: [reasoning, message, callItem],
  usage,
};

/** The events of one reply, numbered as the provider numbers them. */
const events = [
  { type: 'response.created', response: { id: 'resp_1', model: 'gpt-x-2026', background: true, status: 'queued' } },
  { type: 'response.in_progress', response: { id: 'resp_1', background: true } },
  { type: 'response.output_item.added', output_index: 0, item: { type: 'reasoning', id: 'rs_1', summary: [] } },
  { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'Grüße ' },
  { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'wägen.' },
  { type: 'response.output_item.done', output_index: 0, item: reasoning },
  { type: 'response.output_item.added', output_index: 1, item: { type: 'message', content: [] } },
  { type: 'response.output_text.delta', output_index: 1, delta: 'Größe ' },
  { type: 'response.output_text.delta', output_index: 1, delta: 'zählt 🙂 ' },
  { type: 'response.output_text.delta', output_index: 1, delta: 'hier.' },
  { type: 'response.output_item.done', output_index: 1, item: message },
  { type: 'response.output_item.added', output_index: 2, item: { ...callItem, arguments: '' } },
  { type: 'response.function_call_arguments.delta', output_index: 2, delta: '{"zone":' },
  { type: 'response.function_call_arguments.delta', output_index: 2, delta: '"Asia/Tokyo"}' },
  { type: 'response.output_item.done', output_index: 2, item: callItem },
  { type: 'response.completed', response: finished },
].map((event, sequence_number) => ({ ...event, sequence_number }));

const sse = (some: object[]) => bytesOf(some.map(event => `data: ${JSON.stringify(event)}\n\n`).join(''));
const json = (value: unknown, status = 200): Recorded => ({ status, bytes: bytesOf(JSON.stringify(value)) });
const refusal = (status: number, text: string) =>
  json({ error: { message: text, type: 'invalid_request_error', code: null } }, status);

/** A way out that gives each request the next answer; an error is thrown instead of answering. */
function answering(answers: (Recorded | AppError)[], size = 997): ProviderCall & { asked: Asked[] } {
  const asked: Asked[] = [];
  const send = async (one: Asked): Promise<SendReply> => {
    asked.push(one);
    const answer = answers.shift();
    if (!answer) throw new Error(`nothing is left to answer ${one.url}`);
    if (answer instanceof AppError) throw answer;
    return replaying(answer, size).send(one);
  };
  return { asked, send, abort: new AbortController().signal, now: () => 0 };
}

async function takeUp(call: ProviderCall, after = 8): Promise<StreamEvent[]> {
  const told: StreamEvent[] = [];
  const resumed = openAiResponses.resume?.(place, request, { reply: 'resp_1', after }, call);
  for await (const event of resumed ?? []) told.push(event);
  return told;
}

function collect(told: readonly StreamEvent[]) {
  const collector = collectReply();
  for (const event of told) collector.take(event);
  collector.close();
  return collector.reply;
}

const last = (told: readonly StreamEvent[]) => told.at(-1);

describe('asking for a reply that outlives its connection', () => {
  it('is done at OpenAI only, and only when asked for, without storing more', () => {
    expect(JSON.parse(openAiResponses.body(place, request))).toMatchObject({ background: true, store: false });
    expect(JSON.parse(openAiResponses.body(place, plainRequest))).not.toHaveProperty('background');
    const other = endpoint({ provider: 'xai', wire: 'openai-responses' });
    expect(JSON.parse(openAiResponses.body(other, request))).not.toHaveProperty('background');
  });

  it('tells no position of a reply the server does not go on with', async () => {
    const foreground = events.map(event => JSON.parse(JSON.stringify(event).replaceAll('"background":true,', '')));
    const told = await eventsOf(openAiResponses, place, { bytes: sse(foreground) }, { request });
    expect(told.some(event => event.kind === 'position')).toBe(false);
    expect(last(told)).toMatchObject({ kind: 'end' });
  });
});

describe.each([1, 7, 997])('taking a reply up again, in chunks of %d bytes', size => {
  it('gives the same answer from wherever it was cut, and tells nothing twice', async () => {
    const whole = collect(await eventsOf(openAiResponses, place, { bytes: sse(events) }, { size, request }));
    for (let cut = 1; cut < events.length; cut += 1) {
      const first = await eventsOf(openAiResponses, place, { bytes: sse(events.slice(0, cut)) }, { size, request });
      const position = collect(first).place?.position;
      expect(position).toEqual({ reply: 'resp_1', after: cut - 1 });
      const call = answering([{ bytes: sse(events.slice(cut)) }], size);
      const second = await takeUp(call, position?.after);
      expect(call.asked).toHaveLength(1);
      const shown = textOf([...first, ...second]);
      expect(shown).toBe('Größe zählt 🙂 hier.');
      const joined = collect([...first.filter(({ kind }) => kind !== 'failure'), ...second]);
      expect({ ...joined, position: undefined }).toEqual({ ...whole, position: undefined });
    }
  });

  it('passes over events it was told before', async () => {
    const told = await takeUp(answering([{ bytes: sse(events) }], size), 8);
    expect(textOf(told)).toBe('hier.');
  });
});

describe('taking a reply up again', () => {
  it('asks for what comes after the position, with the reasoning to send back', async () => {
    const call = answering([{ bytes: sse(events.slice(9)) }]);
    await takeUp(call);
    expect(call.asked).toEqual([
      {
        method: 'GET',
        url: 'https://api.openai.com/v1/responses/resp_1?stream=true&starting_after=8&include[]=reasoning.encrypted_content',
        headers: { 'content-type': 'application/json' },
      },
    ]);
  });

  it('fetches the whole reply when it can no longer be streamed', async () => {
    const old = refusal(400, 'This response can no longer be streamed because it is more than 5 minutes old');
    const call = answering([old, json(finished)]);
    const reply = collect(await takeUp(call));
    expect(call.asked[1]?.url).toBe('https://api.openai.com/v1/responses/resp_1?include[]=reasoning.encrypted_content');
    expect(reply).toMatchObject({ stop: 'tool-calls', providerId: 'resp_1', model: 'gpt-x-2026', rawUsage: usage });
    expect(reply.parts.map(({ kind }) => kind)).toEqual(['reasoning', 'text', 'tool-call']);
  });

  it('fetches the whole reply when the stream ends without its last event', async () => {
    const reply = collect(await takeUp(answering([{ bytes: sse(events.slice(9, 12)) }, json(finished)])));
    expect(reply).toMatchObject({ stop: 'tool-calls', rawUsage: usage });
  });

  it.each([
    [{ error: { code: 'server_error', message: 'Sorry.' } }, 'failed', 'provider-failed'],
    [{}, 'cancelled', 'aborted'],
    [{}, 'of a later version', 'stream-cut'],
  ])('tells how a fetched reply failed: %j %s', async (more, status, code) => {
    const answers = [refusal(400, 'too old'), json({ ...finished, ...more, output: [], usage: null, status })];
    expect(last(await takeUp(answering(answers)))).toMatchObject({ kind: 'failure', error: { code } });
  });

  it('says that a reply is gone', async () => {
    const call = answering([refusal(404, "Response with id 'resp_1' not found.")]);
    expect(last(await takeUp(call))).toMatchObject({
      kind: 'failure',
      error: { code: 'reply-gone', retryable: false },
    });
  });

  it('tells a reply that is gone from a host that is out of reach, when the answer cannot be read', async () => {
    const unread = () => new AppError('likely-wrong-key', { parameters: { host: 'api.openai.com' } });
    const gone = await takeUp(answering([unread(), json({ data: [] })]));
    expect(last(gone)).toMatchObject({ kind: 'failure', error: { code: 'reply-gone' } });
    const unreachable = await takeUp(answering([unread(), unread()]));
    expect(last(unreachable)).toMatchObject({ kind: 'failure', error: { code: 'likely-wrong-key' } });
  });

  it('leaves a failure that may pass to whoever tries again', async () => {
    const offline = new AppError('offline', { retryable: true });
    expect(last(await takeUp(answering([offline])))).toMatchObject({ kind: 'failure', error: { code: 'offline' } });
    const cutAgain = await takeUp(answering([{ bytes: sse(events.slice(9, 12)) }, offline]));
    expect(last(cutAgain)).toMatchObject({ kind: 'failure', error: { code: 'offline', retryable: true } });
    expect(collect(cutAgain).place?.position).toEqual({ reply: 'resp_1', after: 11 });
  });
});

describe('a reply that is too old to be streamed and not finished', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('is looked at every five seconds until it is', async () => {
    const working = json({ ...finished, status: 'in_progress', output: [], usage: null });
    const call = answering([refusal(400, 'too old'), working, working, json(finished)]);
    const told = takeUp(call);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(call.asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5_001);
    expect(collect(await told)).toMatchObject({ stop: 'tool-calls' });
    expect(call.asked).toHaveLength(4);
  });

  it('is left to be taken up anew when the fence of the call has passed', async () => {
    const working = json({ ...finished, status: 'in_progress', output: [], usage: null });
    const told = takeUp(answering([refusal(400, 'too old'), working, new AppError('fence-passed')]));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(last(await told)).toMatchObject({ kind: 'failure', error: { code: 'stream-cut', retryable: true } });
  });

  it('is left at once by who is told to stop', async () => {
    const stop = new AbortController();
    const working = json({ ...finished, status: 'in_progress', output: [], usage: null });
    const call = { ...answering([refusal(400, 'too old'), working]), abort: stop.signal };
    const told = takeUp(call);
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort();
    expect(last(await told)).toMatchObject({ kind: 'failure', error: { code: 'aborted' } });
  });
});

describe('cancelling a reply', () => {
  const position: ReplyPosition = { reply: 'resp_1', after: 8 };

  it('says nothing more than which reply, and tells what it used if the provider does', async () => {
    const call = answering([json({ ...finished, status: 'cancelled' }), json({ status: 'cancelled', usage: null })]);
    expect(await openAiResponses.cancel?.(place, position, call)).toMatchObject({
      usage: { input: 10, output: 5 },
      raw: usage,
    });
    expect(await openAiResponses.cancel?.(place, position, call)).toBeUndefined();
    expect(call.asked[0]).toEqual({
      method: 'POST',
      url: 'https://api.openai.com/v1/responses/resp_1/cancel',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('rejects when it could not be done', async () => {
    await expect(
      openAiResponses.cancel?.(place, position, answering([refusal(404, 'not found')])),
    ).rejects.toMatchObject({
      code: 'unknown-path',
    });
  });
});

function textOf(told: readonly StreamEvent[]): string {
  return told.map(event => (event.kind === 'text-delta' ? event.text : '')).join('');
}
