import { describe, expect, it } from 'vitest';

import { openAiResponses } from '../../src/providers/openai-responses';
import { responsesUsage } from '../../src/providers/openai-usage';
import { bytesOf, endpoint, eventsOf, plainRequest, replaying } from './replay';

const place = endpoint({ provider: 'openai', wire: 'openai-responses', baseUrl: 'https://api.openai.com/v1' });

const sse = (events: object[]) => bytesOf(events.map(event => `data: ${JSON.stringify(event)}\n\n`).join(''));
const created = { type: 'response.created', response: { id: 'resp_1', model: 'gpt-x-2026' } };
const usage = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 60, cache_write_tokens: 30 },
  output_tokens: 20,
  output_tokens_details: { reasoning_tokens: 8 },
  total_tokens: 120,
};
const completed = { type: 'response.completed', response: { status: 'completed', usage } };
const added = (output_index: number, item: object) => ({ type: 'response.output_item.added', output_index, item });
const done = (output_index: number, item: object) => ({ type: 'response.output_item.done', output_index, item });

describe('reading a Responses stream', () => {
  it('reads reasoning, text and a call, and keeps encrypted reasoning to send back', async () => {
    const reasoning = {
      type: 'reasoning',
      id: 'rs_1',
      summary: [{ type: 'summary_text', text: 'Hm.' }],
      encrypted_content: 'gA',
    };
    const bytes = sse([
      created,
      added(0, { type: 'reasoning', id: 'rs_1', summary: [] }),
      { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'Hm.' },
      done(0, reasoning),
      added(1, { type: 'message', role: 'assistant', content: [] }),
      { type: 'response.output_text.delta', output_index: 1, delta: 'I look ' },
      { type: 'response.output_text.delta', output_index: 1, delta: 'it up.' },
      done(1, { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look it up.' }] }),
      added(2, { type: 'function_call', call_id: 'call_1', name: 'now', arguments: '' }),
      { type: 'response.function_call_arguments.delta', output_index: 2, delta: '{"zone":' },
      { type: 'response.function_call_arguments.delta', output_index: 2, delta: '"Asia/Tokyo"}' },
      done(2, { type: 'function_call', call_id: 'call_1', name: 'now', arguments: '{"zone":"Asia/Tokyo"}' }),
      completed,
    ]);
    expect(await eventsOf(openAiResponses, place, { bytes }, { size: 11 })).toEqual([
      { kind: 'start', id: 'resp_1', model: 'gpt-x-2026' },
      { kind: 'reasoning-delta', text: 'Hm.' },
      {
        kind: 'part',
        part: {
          kind: 'reasoning',
          text: 'Hm.',
          replay: { wire: 'openai-responses', model: 'some-model', host: 'api.openai.com', block: reasoning },
        },
      },
      { kind: 'text-delta', text: 'I look ' },
      { kind: 'text-delta', text: 'it up.' },
      { kind: 'tool-call-delta', call: 'call_1', name: 'now', json: '{"zone":' },
      { kind: 'tool-call-delta', call: 'call_1', name: 'now', json: '"Asia/Tokyo"}' },
      { kind: 'part', part: { kind: 'tool-call', call: 'call_1', name: 'now', input: { zone: 'Asia/Tokyo' } } },
      { kind: 'usage', usage: { input: 10, cacheRead: 60, cacheWrite: 30, output: 20, reasoning: 8 }, raw: usage },
      { kind: 'end', stop: 'tool-calls', rawStop: 'completed' },
    ]);
  });

  it('takes the words of a message that was sent only whole', async () => {
    const message = { type: 'message', content: [{ type: 'output_text', text: 'All at once' }] };
    const events = await eventsOf(openAiResponses, place, { bytes: sse([created, done(0, message), completed]) });
    expect(events).toContainEqual({ kind: 'text-delta', text: 'All at once' });
  });

  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'refusal'],
  ])('says why it is incomplete: %s', async (reason, stop) => {
    const response = { status: 'incomplete', incomplete_details: { reason }, usage };
    const events = await eventsOf(openAiResponses, place, {
      bytes: sse([created, { type: 'response.incomplete', response }]),
    });
    expect(events.at(-1)).toEqual({ kind: 'end', stop, rawStop: 'incomplete' });
  });

  it('tells spent credit inside a stream that began well, and does not try again', async () => {
    const failed = {
      type: 'response.failed',
      response: { status: 'failed', usage: null, error: { code: 'insufficient_quota', message: 'Over.' } },
    };
    const events = await eventsOf(openAiResponses, place, { bytes: sse([created, failed]) });
    expect(events.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'no-credit', retryable: false } });
  });

  it('reads xAI’s ticks as exact dollars', () => {
    expect(responsesUsage({ input_tokens: 1, output_tokens: 1, cost_in_usd_ticks: 123_456 }).reported).toBe(12_346);
  });
});

describe('asking over Responses', () => {
  it('asks for the least retention: nothing stored, reasoning sent along encrypted', () => {
    const tools = [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }];
    expect(JSON.parse(openAiResponses.body(place, { ...plainRequest, tools, effort: 'high', maxOutput: 4 }))).toEqual({
      model: 'some-model',
      instructions: 'Be brief.',
      tools: [
        {
          type: 'function',
          name: 'now',
          description: 'Tells the time.',
          parameters: { type: 'object' },
          strict: false,
        },
      ],
      input: [{ type: 'message', role: 'user', content: 'Hello' }],
      max_output_tokens: 16,
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      service_tier: 'default',
      reasoning: { effort: 'high' },
    });
  });

  it('does not ask a model that cannot reason for its reasoning', () => {
    expect(JSON.parse(openAiResponses.body(place, { ...plainRequest, model: 'gpt-4.1-mini' }))).not.toHaveProperty(
      'include',
    );
  });

  it('reads the model list and checks the key with it', async () => {
    const bytes = bytesOf(JSON.stringify({ data: [{ id: 'gpt-x', created: 1_790_000_000, object: 'model' }] }));
    expect(await openAiResponses.listModels(place, replaying({ bytes }))).toEqual([
      { id: 'gpt-x', name: 'gpt-x', created: 1_790_000_000_000 },
    ]);
    const refused = { status: 401, bytes: bytesOf('{"error":{"code":"invalid_api_key","message":"Incorrect"}}') };
    await expect(openAiResponses.check(place, replaying(refused))).rejects.toMatchObject({ code: 'wrong-key' });
  });
});
