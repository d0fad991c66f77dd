import { describe, expect, it } from 'vitest';

import type { Endpoint } from '../../src/domain/model-request';
import { openAiChat } from '../../src/providers/openai-chat';
import { chatUsage } from '../../src/providers/openai-usage';
import { bytesOf, endpoint, eventsOf, plainRequest, replaying } from './replay';

const router = endpoint({ provider: 'openrouter', wire: 'openai-chat', baseUrl: 'https://openrouter.ai/api/v1' });
const custom = endpoint({ provider: 'custom', wire: 'openai-chat' });

const data = (...chunks: object[]) => chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`).join('');
const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'gen-1',
  model: 'some-model',
  choices: [{ index: 0, delta, finish_reason }],
});
const usage = {
  prompt_tokens: 30,
  completion_tokens: 5,
  total_tokens: 35,
  prompt_tokens_details: { cached_tokens: 20 },
};
const finished = `${data(chunk({}, 'stop'), { choices: [], usage })}data: [DONE]\n\n`;
const read = (body: string, place: Endpoint = custom) =>
  eventsOf(openAiChat, place, { bytes: bytesOf(body) }, { size: 5 });

describe('reading a Chat stream', () => {
  it('reads OpenRouter: comments, reasoning with its signature, text, and what was billed', async () => {
    const detail = (text: string, signature: string | null) => ({ type: 'reasoning.text', text, signature, index: 0 });
    const body =
      ': OPENROUTER PROCESSING\n\n' +
      data(
        chunk({ role: 'assistant', content: '', reasoning: 'Hm', reasoning_details: [detail('Hm', null)] }),
        chunk({ content: '', reasoning: '…', reasoning_details: [detail('…', null)] }),
        chunk({ content: '', reasoning: '', reasoning_details: [detail('', 'c2ln')] }),
        chunk({ content: 'Four.' }),
        chunk({ content: '' }, 'stop'),
        { choices: [], usage: { ...usage, cost: 0.000172125, is_byok: false } },
      ) +
      'data: [DONE]\n\n';
    expect(await read(body, router)).toEqual([
      { kind: 'start', id: 'gen-1', model: 'some-model' },
      { kind: 'reasoning-delta', text: 'Hm' },
      { kind: 'reasoning-delta', text: '…' },
      {
        kind: 'part',
        part: {
          kind: 'reasoning',
          text: 'Hm…',
          replay: {
            wire: 'openai-chat',
            model: 'some-model',
            host: 'openrouter.ai',
            block: { reasoning_details: [detail('Hm…', 'c2ln')] },
          },
        },
      },
      { kind: 'text-delta', text: 'Four.' },
      {
        kind: 'usage',
        usage: { input: 10, cacheRead: 20, output: 5 },
        raw: { ...usage, cost: 0.000172125, is_byok: false },
        reported: 172_125,
      },
      { kind: 'end', stop: 'end', rawStop: 'stop' },
    ]);
  });

  it('puts calls together that arrive in pieces, side by side', async () => {
    const piece = (index: number, json: string, head: object = {}) => ({
      index,
      ...head,
      function: { name: head && 'id' in head ? 'now' : '', arguments: json },
    });
    const body =
      data(
        chunk({ tool_calls: [piece(0, '{"zone"', { id: 'a' })] }),
        chunk({ tool_calls: [piece(1, '{}', { id: 'b' })] }),
        chunk({ tool_calls: [piece(0, ':"UTC"}')] }),
      ) + finished;
    const events = await read(body);
    expect(events.filter(event => event.kind === 'part').map(event => event.part)).toEqual([
      { kind: 'tool-call', call: 'a', name: 'now', input: { zone: 'UTC' } },
      { kind: 'tool-call', call: 'b', name: 'now', input: {} },
    ]);
    expect(events.at(-1)).toMatchObject({ stop: 'tool-calls' });
  });

  it('tells calls apart that all have number 0, and names those that have no id', async () => {
    const whole = (id: string | undefined, name: string) => ({
      index: 0,
      ...(id ? { id } : {}),
      function: { name, arguments: '{}' },
    });
    const calls = async (...chunks: object[]) =>
      (await read(data(...chunks) + finished)).flatMap(event =>
        event.kind === 'part' && event.part.kind === 'tool-call' ? [`${event.part.call} ${event.part.name}`] : [],
      );
    expect(
      await calls(chunk({ tool_calls: [whole('a', 'now')] }), chunk({ tool_calls: [whole('b', 'calculate')] })),
    ).toEqual(['a now', 'b calculate']);
    const nameless = { function: { name: 'now', arguments: '' } };
    expect(
      await calls(chunk({ tool_calls: [nameless] }), chunk({ tool_calls: [{ function: { arguments: '{}' } }] })),
    ).toEqual(['call_1_0 now']);
  });

  it('reads the thinking of DeepSeek, and of Mistral’s lists', async () => {
    const words = async (...chunks: object[]) =>
      (await read(data(...chunks) + finished))
        .map(event => ('text' in event ? [event.kind, event.text] : []))
        .filter(one => one.length > 0);
    const wanted = [
      ['reasoning-delta', 'Hm.'],
      ['text-delta', 'Yes.'],
    ];
    expect(await words(chunk({ content: null, reasoning_content: 'Hm.' }), chunk({ content: 'Yes.' }))).toEqual(wanted);
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] };
    expect(await words(chunk({ content: [thinking, { type: 'text', text: 'Yes.' }] }))).toEqual(wanted);
  });

  it('tells an error beside choices inside a 200, with the usage that comes with it', async () => {
    const broken = { ...chunk({ content: '' }), error: { code: 502, message: 'Provider disconnected' }, usage };
    const events = await read(`${data(chunk({ content: 'Half' }), broken)}data: [DONE]\n\n`, router);
    expect(events.slice(-2)).toMatchObject([
      { kind: 'usage', usage: { output: 5 } },
      { kind: 'failure', error: { code: 'provider-failed', retryable: true } },
    ]);
  });

  it('ends without [DONE] where a reason was given, and is cut where neither came', async () => {
    expect((await read(data(chunk({ content: 'a' }, 'length')))).at(-1)).toMatchObject({ kind: 'end', stop: 'length' });
    expect((await read(data(chunk({ content: 'a' })))).at(-1)).toMatchObject({ error: { code: 'stream-cut' } });
  });

  it('tells an error that came whole with status 200', async () => {
    const body = JSON.stringify({ error: { code: 'insufficient_quota', message: 'Over.' } });
    expect(await read(body)).toMatchObject([{ kind: 'failure', error: { code: 'no-credit' } }]);
  });
});

describe('what Chat usage means', () => {
  it('adds reasoning at xAI, where output excludes it, and reads its ticks', () => {
    const raw = {
      prompt_tokens: 12,
      completion_tokens: 2,
      total_tokens: 354,
      prompt_tokens_details: { cached_tokens: 11 },
      completion_tokens_details: { reasoning_tokens: 340 },
      cost_in_usd_ticks: 1_721_250,
    };
    expect(chatUsage(raw)).toEqual({
      usage: { input: 1, cacheRead: 11, output: 342, reasoning: 340 },
      raw,
      reported: 172_125,
    });
  });

  it('adds the bill of an own key upstream, and reports nothing where that is unknown', () => {
    const byok = (upstream_inference_cost: number | null) =>
      chatUsage({ cost: 0.0001, is_byok: true, cost_details: { upstream_inference_cost } }).reported;
    expect(byok(0.002)).toBe(2_100_000);
    expect(byok(null)).toBeUndefined();
  });

  it('reads cache hits beside the details, as DeepSeek writes them', () => {
    expect(chatUsage({ prompt_tokens: 339, completion_tokens: 83, prompt_cache_hit_tokens: 320 }).usage).toEqual({
      input: 19,
      cacheRead: 320,
      output: 83,
    });
  });

  it('reads Groq’s usage where Groq puts it', async () => {
    const events = await read(data({ ...chunk({ content: 'a' }, 'stop'), x_groq: { usage } }));
    expect(events).toContainEqual({ kind: 'usage', usage: { input: 10, cacheRead: 20, output: 5 }, raw: usage });
  });
});

describe('asking over Chat', () => {
  const tools = [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }];
  const bodyFor = (place: Endpoint) => JSON.parse(openAiChat.body(place, { ...plainRequest, tools, effort: 'low' }));

  it('asks OpenRouter for the least retention and for the cost', () => {
    expect(bodyFor({ ...router, options: { zeroRetention: true } })).toEqual({
      model: 'some-model',
      tools: [
        { type: 'function', function: { name: 'now', description: 'Tells the time.', parameters: { type: 'object' } } },
      ],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
      ],
      max_tokens: 100,
      stream: true,
      stream_options: { include_usage: true },
      reasoning: { effort: 'low' },
      usage: { include: true },
      provider: { data_collection: 'deny', zdr: true },
    });
  });

  it('lets OpenRouter choose no server dearer than what was reserved, and caches what Anthropic serves there', () => {
    const maxPrice = { input: 3_000_000_000, output: 1_562_500 };
    const request = { ...plainRequest, model: 'anthropic/claude-x', maxPrice };
    expect(JSON.parse(openAiChat.body(router, request))).toMatchObject({
      provider: { data_collection: 'deny', max_price: { prompt: '3', completion: '0.0015625' } },
      cache_control: { type: 'ephemeral' },
    });
    expect(JSON.parse(openAiChat.body(custom, request))).not.toHaveProperty('provider');
  });

  it('sends each server only what it knows', () => {
    const fields = (place: Endpoint) => Object.keys(bodyFor(place)).sort();
    const common = ['max_tokens', 'messages', 'model', 'reasoning_effort', 'stream', 'tools'];
    expect(fields(custom)).toEqual([...common, 'stream_options'].sort());
    expect(fields(endpoint({ provider: 'mistral', wire: 'openai-chat' }))).toEqual(common.sort());
    expect(bodyFor(endpoint({ provider: 'openai', wire: 'openai-chat' }))).toMatchObject({
      max_completion_tokens: 100,
      store: false,
    });
  });

  it('sends one header, and asks OpenRouter about the key itself', async () => {
    const call = replaying({ bytes: bytesOf('{"data":{}}') });
    await openAiChat.check(router, call);
    expect(call.asked).toEqual([
      { method: 'GET', url: 'https://openrouter.ai/api/v1/key', headers: { 'content-type': 'application/json' } },
    ]);
  });

  it('reads OpenRouter’s list with prices and abilities', async () => {
    const row = {
      id: 'maker/model',
      name: 'Maker: Model',
      created: 1_790_000_000,
      context_length: 200_000,
      architecture: { input_modalities: ['text', 'image'] },
      supported_parameters: ['tools', 'reasoning'],
      reasoning: { supported_efforts: ['high', 'low'] },
      top_provider: { max_completion_tokens: 64_000 },
      pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003', request: '0' },
    };
    expect(await openAiChat.listModels(router, replaying({ bytes: bytesOf(JSON.stringify({ data: [row] })) }))).toEqual(
      [
        {
          id: 'maker/model',
          name: 'Maker: Model',
          created: 1_790_000_000_000,
          contextWindow: 200_000,
          maxOutput: 64_000,
          tools: true,
          reasoning: true,
          images: true,
          pdfs: false,
          structured: false,
          efforts: ['low', 'high'],
          price: {
            rates: { input: 3_000_000_000, output: 15_000_000_000, cacheRead: 300_000_000, cacheWrite: 3_000_000_000 },
            tiers: [],
          },
        },
      ],
    );
  });
});
