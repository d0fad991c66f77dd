import { beforeAll, describe, expect, it } from 'vitest';

import type { Wire } from '../../src/domain/connection';
import type { Endpoint, ModelRequest } from '../../src/domain/model-request';
import type { Part } from '../../src/domain/part';
import { providerFor } from '../../src/providers/wires';
import { complainOfGemini } from '../support/loopback/gemini-rules';
import { complainOfChat, complainOfMessages, complainOfResponses, promisesBroken } from '../support/loopback/rules';
import { encrypt, seal } from '../support/loopback/seals';
import { hasDescription, wrongShape } from '../support/loopback/validate';
import { endpoint } from './replay';

/** A window may have been written over any wire and go out over any other. */

type RealWire = Exclude<Wire, 'simulated'>;

const places: Readonly<Record<RealWire, Endpoint & { model: string }>> = {
  'anthropic-messages': {
    ...endpoint({ provider: 'anthropic', wire: 'anthropic-messages', baseUrl: 'https://api.anthropic.com/v1' }),
    model: 'claude-sonnet-4-5',
  },
  'openai-responses': {
    ...endpoint({ provider: 'openai', wire: 'openai-responses', baseUrl: 'https://api.openai.com/v1' }),
    model: 'gpt-5.1',
  },
  'openai-chat': {
    ...endpoint({ provider: 'openrouter', wire: 'openai-chat', baseUrl: 'https://openrouter.ai/api/v1' }),
    model: 'anthropic/claude-sonnet-4.5',
  },
  gemini: {
    ...endpoint({
      provider: 'google',
      wire: 'gemini',
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    }),
    model: 'gemini-3-flash-preview',
  },
};
const wires = Object.keys(places) as RealWire[];

/** Reasoning as each wire leaves it behind, signed so that the stand-ins can tell whose it is. */
function reasoningOf(wire: RealWire): Part {
  const { model, baseUrl } = places[wire];
  const { host } = new URL(baseUrl);
  const replay = (block: unknown) => ({ wire, model, host, block });
  switch (wire) {
    case 'anthropic-messages':
      return {
        kind: 'reasoning',
        text: 'hm',
        replay: replay({ type: 'thinking', thinking: 'hm', signature: seal(host, model, 'hm') }),
      };
    case 'openai-responses':
      return {
        kind: 'reasoning',
        text: 'hm',
        replay: replay({ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: encrypt(host, 'hm') }),
      };
    case 'openai-chat':
      return {
        kind: 'reasoning',
        text: 'hm',
        replay: replay({
          reasoning_details: [{ type: 'reasoning.text', text: 'hm', signature: seal(host, model, 'hm'), index: 0 }],
        }),
      };
    case 'gemini':
      return {
        kind: 'reasoning',
        text: 'hm',
        replay: replay({ text: 'hm', thought: true, thoughtSignature: seal(host, model, 'hm') }),
      };
  }
}

/** A window of everything: reasoning, two calls of which one was interrupted, a failed result, blank text. */
function windowFrom(wire: RealWire): Pick<ModelRequest, 'turns'> {
  return {
    turns: [
      { role: 'user', parts: [{ kind: 'text', text: 'What is 2 + 2, and what time is it?' }] },
      {
        role: 'agent',
        parts: [
          reasoningOf(wire),
          { kind: 'text', text: 'I look.' },
          { kind: 'tool-call', call: 'call_1', name: 'calculate', input: { expression: '2 + 2' } },
          { kind: 'tool-call', call: 'call.2', name: 'now', input: {} },
        ],
      },
      { role: 'tool', parts: [{ kind: 'tool-result', call: 'call_1', name: 'calculate', output: '4' }] },
      { role: 'agent', parts: [{ kind: 'text', text: ' ' }] },
      { role: 'user', parts: [{ kind: 'text', text: 'And?' }] },
    ],
  };
}

const requestFor = (model: string, from: RealWire): ModelRequest => ({
  model,
  instructions: 'Be brief.',
  ...windowFrom(from),
  tools: [{ name: 'now', description: 'Tells the time.', input: { type: 'object', properties: {} } }],
  maxOutput: 1_000,
  effort: 'low',
  thinking: 'adaptive',
  answer: '{"type":"object","properties":{"sum":{"type":"number"}}}',
  maxPrice: { input: 3_000_000_000, output: 15_000_000_000 },
});

function complain(wire: RealWire, body: never): string | undefined {
  switch (wire) {
    case 'anthropic-messages':
      return complainOfMessages(body, '2026-10-21');
    case 'openai-responses':
      return complainOfResponses(body);
    case 'openai-chat':
      return complainOfChat(body, 'openrouter.ai');
    case 'gemini':
      return complainOfGemini(body, places.gemini.model);
  }
}

// Compiling the published description takes seconds.
beforeAll(() => wires.forEach(wire => wrongShape(wire, {})), 120_000);

describe.each(wires)('a window written over %s', from => {
  it.each(wires)('goes out over %s as that provider takes it', async to => {
    const { model, ...place } = places[to];
    const provider = await providerFor(to);
    const written = provider.body(place, requestFor(model, from));
    const body = JSON.parse(written) as never;
    expect(complain(to, body)).toBeUndefined();
    expect(wrongShape(to, body)).toBeUndefined();
    expect(promisesBroken(new URL(place.baseUrl).host as 'openrouter.ai', to, body)).toEqual([]);
    // Signed blocks go back only where they came from.
    const signed = /"signature"|"encrypted_content"|"thought":true/.test(written);
    expect(signed).toBe(from === to);
    expect(written).toContain('2 + 2');
    expect(written).toContain('There is no result');
    // The same request gives the same bytes: the manifest's hash must be found again.
    expect(provider.body(place, requestFor(model, from))).toBe(written);
  });

  it.each(wires)('goes out over %s with its tool calls in words where no tools are offered', async to => {
    const { model, ...place } = places[to];
    const written = (await providerFor(to)).body(place, { ...requestFor(model, from), tools: [] });
    expect(complain(to, JSON.parse(written) as never)).toBeUndefined();
    expect(wrongShape(to, JSON.parse(written))).toBeUndefined();
    expect(written).not.toMatch(/tool_use|tool_result|tool_call|function_call|functionCall|"role":"tool"/);
    for (const words of ['I look.', '2 + 2', 'Result of calculate: 4', 'There is no result', 'And?'])
      expect(written).toContain(words);
  });
});

it('rejects a malformed body where the published description is at hand', () => {
  if (!hasDescription()) return;
  expect(wrongShape('anthropic-messages', { model: 'm', messages: [{ role: 'user' }] })).toBeDefined();
});

describe('tool calls in the words of each wire', () => {
  it('stand as Messages blocks, with ids it accepts', async () => {
    const { model, ...place } = places['anthropic-messages'];
    const body = JSON.parse((await providerFor('anthropic-messages')).body(place, requestFor(model, 'openai-chat')));
    expect(body.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 'call_1', name: 'calculate', input: { expression: '2 + 2' } },
          { type: 'tool_use', id: 'call_2', name: 'now', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_1', content: '4' },
          {
            type: 'tool_result',
            tool_use_id: 'call_2',
            content: 'There is no result: the call was interrupted.',
            is_error: true,
          },
        ],
      },
      { role: 'user', content: [{ type: 'text', text: 'And?', cache_control: { type: 'ephemeral' } }] },
    ]);
  });

  it('stand as Responses items', async () => {
    const { model, ...place } = places['openai-responses'];
    const body = JSON.parse(
      (await providerFor('openai-responses')).body(place, requestFor(model, 'anthropic-messages')),
    );
    expect(body.input.slice(1, 6)).toEqual([
      { type: 'message', role: 'assistant', content: 'I look.' },
      { type: 'function_call', call_id: 'call_1', name: 'calculate', arguments: '{"expression":"2 + 2"}' },
      { type: 'function_call', call_id: 'call.2', name: 'now', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_1', output: '4' },
      { type: 'function_call_output', call_id: 'call.2', output: 'There is no result: the call was interrupted.' },
    ]);
  });

  it('stand as Chat messages, with the nine letters and digits Mistral wants', async () => {
    const place = endpoint({ provider: 'mistral', wire: 'openai-chat' });
    const body = JSON.parse(
      (await providerFor('openai-chat')).body(place, requestFor('mistral-large', 'openai-responses')),
    );
    const ids = [body.messages[2].tool_calls[0].id, body.messages[2].tool_calls[1].id];
    expect(ids[0]).toMatch(/^[a-zA-Z0-9]{9}$/);
    expect(ids[0]).not.toBe(ids[1]);
    expect(body.messages.slice(2)).toMatchObject([
      { role: 'assistant', content: 'I look.', tool_calls: [{ type: 'function' }, { type: 'function' }] },
      { role: 'tool', tool_call_id: ids[0], content: '4' },
      { role: 'tool', tool_call_id: ids[1] },
      { role: 'user', content: 'And?' },
    ]);
  });

  it('stand as Gemini contents, with a mark where nobody signed the first call', async () => {
    const { model, ...place } = places.gemini;
    const provider = await providerFor('gemini');
    const body = JSON.parse(provider.body(place, requestFor(model, 'openai-chat')));
    expect(body.contents.slice(1)).toEqual([
      {
        role: 'model',
        parts: [
          { text: 'I look.' },
          {
            functionCall: { id: 'call_1', name: 'calculate', args: { expression: '2 + 2' } },
            thoughtSignature: 'skip_thought_signature_validator',
          },
          { functionCall: { id: 'call.2', name: 'now', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'call_1', name: 'calculate', response: { output: '4' } } },
          {
            functionResponse: {
              id: 'call.2',
              name: 'now',
              response: { error: 'There is no result: the call was interrupted.' },
            },
          },
        ],
      },
      { role: 'user', parts: [{ text: 'And?' }] },
    ]);
  });

  it('send DeepSeek its own thinking back beside a call', async () => {
    const place = endpoint({ provider: 'deepseek', wire: 'openai-chat' });
    const block = { reasoning_details: [] };
    const request: ModelRequest = {
      ...requestFor('deepseek-reasoner', 'openai-chat'),
      turns: [
        { role: 'user', parts: [{ kind: 'text', text: 'When?' }] },
        {
          role: 'agent',
          parts: [
            { kind: 'reasoning', text: 'Hm.', replay: { wire: 'openai-chat', model: 'deepseek-reasoner', block } },
            { kind: 'tool-call', call: 'a', name: 'now', input: {} },
          ],
        },
      ],
    };
    const body = JSON.parse((await providerFor('openai-chat')).body(place, request));
    expect(body.messages[2]).toMatchObject({ role: 'assistant', content: null, reasoning_content: 'Hm.' });
  });
});
