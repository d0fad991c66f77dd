import { describe, expect, it } from 'vitest';

import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { mergeUsage, messagesUsage } from '../../src/providers/anthropic-messages-usage';
import { bytesOf, endpoint, eventsOf, plainRequest, replaying } from './replay';

const place = endpoint({ provider: 'anthropic', wire: 'anthropic-messages', baseUrl: 'https://api.anthropic.com/v1' });
const origin = { wire: 'anthropic-messages', model: 'some-model', host: 'api.anthropic.com' };

const sse = (events: { type: string }[]) =>
  bytesOf(events.map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
const start = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    model: 'claude-x',
    usage: {
      input_tokens: 10,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 50,
      cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 20 },
      output_tokens: 1,
    },
  },
};
const block = (index: number, content_block: object) => ({ type: 'content_block_start', index, content_block });
const delta = (index: number, piece: object) => ({ type: 'content_block_delta', index, delta: piece });
const stop = (index: number) => ({ type: 'content_block_stop', index });
const end = (stop_reason: string) => [
  {
    type: 'message_delta',
    delta: { stop_reason },
    usage: { output_tokens: 12, output_tokens_details: { thinking_tokens: 4 } },
  },
  { type: 'message_stop' },
];

it('keeps a figure that is repeated as null', () => {
  expect(mergeUsage({ input_tokens: 10, output_tokens: 1 }, { input_tokens: null, output_tokens: 12 })).toEqual({
    input_tokens: 10,
    output_tokens: 12,
  });
});

describe('reading a Messages stream', () => {
  it('reads thinking, text, a tool call and cumulative usage', async () => {
    const bytes = sse([
      start,
      block(0, { type: 'thinking', thinking: '', signature: '' }),
      delta(0, { type: 'thinking_delta', thinking: 'Hm, ' }),
      delta(0, { type: 'thinking_delta', thinking: 'four.' }),
      delta(0, { type: 'signature_delta', signature: 'c2ln' }),
      stop(0),
      block(1, { type: 'text', text: '' }),
      { type: 'ping' },
      delta(1, { type: 'text_delta', text: 'Let me see — ✓' }),
      stop(1),
      block(2, { type: 'tool_use', id: 'toolu_1', name: 'calculate', input: {} }),
      delta(2, { type: 'input_json_delta', partial_json: '{"expression":' }),
      delta(2, { type: 'input_json_delta', partial_json: '"2+2"}' }),
      stop(2),
      ...end('tool_use'),
    ]);
    const events = await eventsOf(anthropicMessages, place, { bytes }, { size: 3 });
    expect(events.filter(event => event.kind !== 'usage')).toEqual([
      { kind: 'start', id: 'msg_1', model: 'claude-x' },
      { kind: 'reasoning-delta', text: 'Hm, ' },
      { kind: 'reasoning-delta', text: 'four.' },
      {
        kind: 'part',
        part: {
          kind: 'reasoning',
          text: 'Hm, four.',
          replay: { ...origin, block: { type: 'thinking', thinking: 'Hm, four.', signature: 'c2ln' } },
        },
      },
      { kind: 'text-delta', text: 'Let me see — ✓' },
      { kind: 'tool-call-delta', call: 'toolu_1', name: 'calculate', json: '{"expression":' },
      { kind: 'tool-call-delta', call: 'toolu_1', name: 'calculate', json: '"2+2"}' },
      { kind: 'part', part: { kind: 'tool-call', call: 'toolu_1', name: 'calculate', input: { expression: '2+2' } } },
      { kind: 'end', stop: 'tool-calls', rawStop: 'tool_use' },
    ]);
    const usage = events.findLast(event => event.kind === 'usage');
    expect(usage).toMatchObject({
      usage: { input: 10, cacheRead: 0, cacheWrite: 30, cacheWriteHour: 20, output: 12, reasoning: 4 },
      raw: { input_tokens: 10, output_tokens: 12 },
    });
  });

  it('trusts the total of cache writes over its split', () => {
    const raw = { cache_creation_input_tokens: 3_337, cache_creation: { ephemeral_5m_input_tokens: 3_068 } };
    expect(messagesUsage(raw)).toMatchObject({ cacheWrite: 3_337 });
  });

  it.each([
    ['end_turn', 'end'],
    ['max_tokens', 'length'],
    ['refusal', 'refusal'],
    ['pause_turn', 'paused'],
    ['model_context_window_exceeded', 'context-full'],
    ['something_new', 'end'],
  ])('says why it stopped: %s', async (rawStop, wanted) => {
    const events = await eventsOf(anthropicMessages, place, { bytes: sse([start, ...end(rawStop)]) });
    expect(events.at(-1)).toEqual({ kind: 'end', stop: wanted, rawStop });
  });

  it('keeps tool input that is no JSON as it came', async () => {
    const bytes = sse([
      start,
      block(0, { type: 'tool_use', id: 't', name: 'now', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '{"zone": ' }),
      stop(0),
      ...end('max_tokens'),
    ]);
    const events = await eventsOf(anthropicMessages, place, { bytes });
    expect(events.find(event => event.kind === 'part')).toMatchObject({ part: { input: {}, unparsed: '{"zone": ' } });
  });

  it('fails as cut when the stream ends without its closing event, and keeps what came', async () => {
    const bytes = sse([start, block(0, { type: 'text', text: '' }), delta(0, { type: 'text_delta', text: 'Half' })]);
    const events = await eventsOf(anthropicMessages, place, { bytes });
    expect(events.slice(-2)).toEqual([
      { kind: 'text-delta', text: 'Half' },
      { kind: 'failure', error: { code: 'stream-cut', retryable: true, parameters: { host: 'api.anthropic.com' } } },
    ]);
  });

  it('fails with the error of the stream, and reads no further', async () => {
    const bytes = sse([
      start,
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } as { type: string },
      ...end('end_turn'),
    ]);
    const events = await eventsOf(anthropicMessages, place, { bytes });
    expect(events.at(-1)).toMatchObject({ kind: 'failure', error: { code: 'overloaded', retryable: true } });
  });

  it('fails, never throws, when the request does not get through or the bytes are no stream', async () => {
    const lost = { ...replaying({ bytes: bytesOf('') }), send: () => Promise.reject(new TypeError('Failed to fetch')) };
    const events = [];
    for await (const event of anthropicMessages.stream(place, plainRequest, lost)) events.push(event);
    expect(events).toMatchObject([{ kind: 'failure', error: { code: 'unexpected' } }]);
    const page = await eventsOf(anthropicMessages, place, { bytes: bytesOf('<html>hello</html>') });
    expect(page).toMatchObject([{ kind: 'failure', error: { code: 'reply-unreadable' } }]);
  });
});

describe('asking over Messages', () => {
  it('sends exactly the headers that the preflight allows, and no key', async () => {
    const call = replaying({ bytes: sse([start, ...end('end_turn')]) });
    for await (const _ of anthropicMessages.stream(place, plainRequest, call)) continue;
    expect(call.asked[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.anthropic.com/v1/messages',
      headers: {
        'content-type': 'application/json',
        'anthropic-version': '2026-10-21',
        'anthropic-dangerous-direct-browser-access': 'true',
      },
    });
    expect(Object.keys(call.asked[0]?.headers ?? {})).toHaveLength(3);
    expect(call.asked[0]?.body).toBe(anthropicMessages.body(place, plainRequest));
  });

  it('sends a temperature only under the old version, which only the connection can ask for', () => {
    const warm = { ...plainRequest, temperature: 0.3 };
    expect(JSON.parse(anthropicMessages.body(place, warm))).not.toHaveProperty('temperature');
    const old = { ...place, options: { apiVersion: '2023-06-01' as const } };
    expect(JSON.parse(anthropicMessages.body(old, warm))).toHaveProperty('temperature', 0.3);
  });

  it('finds out that a compatible server knows the old version only, and asks no other about it', async () => {
    const versions: string[] = [];
    const call = (refuses: string) => {
      const send = ({ headers }: { headers: Record<string, string> }) => {
        const version = headers['anthropic-version'] ?? '';
        versions.push(version);
        const message = `anthropic-version: "${version}" is not a valid version.`;
        const refused = { type: 'error', error: { type: 'invalid_request_error', message } };
        const answer = version === refuses ? refused : { data: [] };
        return replaying({
          bytes: bytesOf(JSON.stringify(answer)),
          status: version === refuses ? 400 : 200,
        }).send({ method: 'GET', url: '', headers });
      };
      return { ...replaying({ bytes: bytesOf('') }), send };
    };
    expect(await anthropicMessages.check(place, call('none'))).toEqual({});
    expect(await anthropicMessages.check(place, call('2026-10-21'))).toEqual({ apiVersion: '2023-06-01' });
    expect(versions).toEqual(['2026-10-21', '2026-10-21', '2023-06-01']);
    const set = { ...place, options: { apiVersion: '2023-06-01' as const } };
    await expect(anthropicMessages.check(set, call('2023-06-01'))).rejects.toMatchObject({ code: 'request-refused' });
  });

  it('marks the stable prefix and the end of the window for the cache', () => {
    const body = JSON.parse(
      anthropicMessages.body(place, {
        ...plainRequest,
        tools: [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }],
        effort: 'low',
      }),
    );
    expect(body).toEqual({
      model: 'some-model',
      max_tokens: 100,
      stream: true,
      service_tier: 'standard_only',
      output_config: { effort: 'low' },
      tools: [{ name: 'now', description: 'Tells the time.', input_schema: { type: 'object' } }],
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello', cache_control: { type: 'ephemeral' } }] }],
    });
  });

  it('marks also where the window of the call before ended: a breakpoint looks back over twenty blocks only', () => {
    const said = (role: 'user' | 'agent', text: string) => ({ role, parts: [{ kind: 'text' as const, text }] });
    const turns = [said('user', 'One'), said('agent', 'Two'), said('user', 'Three'), said('agent', 'Four')];
    const marked = (more: typeof turns) => {
      const { messages } = JSON.parse(anthropicMessages.body(place, { ...plainRequest, turns: [...turns, ...more] }));
      return messages
        .filter((message: { content: object[] }) => 'cache_control' in (message.content.at(-1) ?? {}))
        .map((message: { content: { text: string }[] }) => message.content[0]?.text);
    };
    expect(marked([said('user', 'Five')])).toEqual(['Three', 'Five']);
    expect(marked([])).toEqual(['Three']);
  });

  it('reads the model list page by page, with what each can do', async () => {
    const pages = [
      {
        data: [
          {
            id: 'claude-a',
            display_name: 'Claude A',
            created_at: '2026-11-20T00:00:00Z',
            lifecycle: 'active',
            max_input_tokens: 1_000_000,
            max_tokens: 64_000,
            capabilities: {
              image_input: { supported: true },
              thinking: { supported: true, types: { adaptive: { supported: true }, enabled: { supported: false } } },
              effort: {
                supported: true,
                high: { supported: true },
                low: { supported: true },
                max: { supported: false },
              },
            },
          },
        ],
        has_more: true,
        last_id: 'claude-a',
      },
      { data: [{ id: 'claude-b' }], has_more: false },
    ];
    const asked: string[] = [];
    const call = {
      ...replaying({ bytes: bytesOf('') }),
      send: ({ url }: { url: string }) => {
        asked.push(url);
        return replaying({ bytes: bytesOf(JSON.stringify(pages[asked.length - 1])) }).send({
          method: 'GET',
          url,
          headers: {},
        });
      },
    };
    expect(await anthropicMessages.listModels(place, call)).toEqual([
      {
        id: 'claude-a',
        name: 'Claude A',
        tools: true,
        contextWindow: 1_000_000,
        maxOutput: 64_000,
        created: Date.UTC(2026, 10, 20),
        lifecycle: 'active',
        images: true,
        pdfs: false,
        structured: false,
        reasoning: true,
        efforts: ['low', 'high'],
        thinking: 'adaptive',
      },
      { id: 'claude-b', name: 'claude-b', tools: true },
    ]);
    expect(asked[1]).toContain('after_id=claude-a');
  });
});
