import { describe, expect, it } from 'vitest';

import type { ProviderName, Wire } from '../../src/domain/connection';
import type { Endpoint, ModelRequest, Turn } from '../../src/domain/model-request';
import type { FilePart, Part } from '../../src/domain/part';
import { collectReply } from '../../src/engine/collect';
import { providerFor } from '../../src/providers/wires';
import { complainOfGemini } from '../support/loopback/gemini-rules';
import { complainOfChat, complainOfMessages, complainOfResponses } from '../support/loopback/rules';
import { bytesOf, endpoint, eventsOf, plainRequest } from './replay';

/**
 * A conversation begins over one wire and goes on over another: a picture, an answer that thinks and asks for two tools
 * at once, their results, a last answer, another question. What the second wire sends is held to a file beside this.
 */

type RealWire = Exclude<Wire, 'simulated'>;

const places: Readonly<Record<RealWire, { endpoint: Endpoint; model: string }>> = {
  'anthropic-messages': place('anthropic', 'anthropic-messages', 'https://api.anthropic.com/v1', 'claude-sonnet-5'),
  'openai-responses': place('openai', 'openai-responses', 'https://api.openai.com/v1', 'gpt-5.6-sol'),
  'openai-chat': place('openrouter', 'openai-chat', 'https://openrouter.ai/api/v1', 'anthropic/claude-sonnet-5'),
  gemini: place('google', 'gemini', 'https://generativelanguage.googleapis.com/v1beta', 'gemini-3-pro'),
};
const wires: readonly RealWire[] = ['anthropic-messages', 'openai-responses', 'openai-chat', 'gemini'];
const pairs = wires.flatMap(from => wires.filter(to => to !== from).map(to => [from, to] as const));

function place(provider: ProviderName, wire: RealWire, baseUrl: string, model: string) {
  return { endpoint: endpoint({ provider, wire, baseUrl }), model };
}

const rain = { city: 'Paris', unit: 'mm' };
const blocks = (events: object[]) => events.map(event => `data: ${JSON.stringify(event)}\n\n`).join('');

/** The same answer in each provider's own events: a signed thought, a sentence, two calls. */
const thoughtful: Readonly<Record<RealWire, string>> = {
  'anthropic-messages': blocks([
    { type: 'message_start', message: { id: 'msg_1', usage: { input_tokens: 9, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Secret thought.' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'signed-by-anthropic' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'I look it up.' } },
    { type: 'content_block_stop', index: 1 },
    {
      type: 'content_block_start',
      index: 2,
      content_block: { type: 'tool_use', id: 'toolu_1', name: 'rain', input: {} },
    },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: JSON.stringify(rain) } },
    { type: 'content_block_stop', index: 2 },
    {
      type: 'content_block_start',
      index: 3,
      content_block: { type: 'tool_use', id: 'toolu_2', name: 'now', input: {} },
    },
    { type: 'content_block_stop', index: 3 },
    { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 40 } },
    { type: 'message_stop' },
  ]),
  'openai-responses': blocks([
    { type: 'response.created', response: { id: 'resp_1' } },
    {
      type: 'response.output_item.done',
      output_index: 0,
      item: {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'Secret thought.' }],
        encrypted_content: 'encrypted-by-openai',
      },
    },
    { type: 'response.output_text.delta', output_index: 1, delta: 'I look it up.' },
    {
      type: 'response.output_item.done',
      output_index: 2,
      item: { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'rain', arguments: JSON.stringify(rain) },
    },
    {
      type: 'response.output_item.done',
      output_index: 3,
      item: { type: 'function_call', id: 'fc_2', call_id: 'call_2', name: 'now', arguments: '{}' },
    },
    { type: 'response.completed', response: { status: 'completed', usage: { input_tokens: 9, output_tokens: 40 } } },
  ]),
  'openai-chat':
    blocks([
      {
        choices: [
          {
            delta: {
              reasoning: 'Secret thought.',
              reasoning_details: [
                { type: 'reasoning.text', text: 'Secret thought.', signature: 'signed-behind-openrouter', index: 0 },
              ],
            },
          },
        ],
      },
      { choices: [{ delta: { content: 'I look it up.' } }] },
      {
        choices: [
          {
            delta: {
              tool_calls: [
                { index: 0, id: 'call.a', function: { name: 'rain', arguments: JSON.stringify(rain) } },
                { index: 1, id: 'call.b', function: { name: 'now', arguments: '{}' } },
              ],
            },
          },
        ],
      },
      { choices: [{ delta: {}, finish_reason: 'tool_calls' }] },
    ]) + 'data: [DONE]\n\n',
  gemini: blocks([
    { candidates: [{ content: { parts: [{ text: 'Secret thought.', thought: true }] } }] },
    { candidates: [{ content: { parts: [{ text: 'I look it up.', thoughtSignature: 'signed-by-google-1' }] } }] },
    {
      candidates: [
        {
          content: {
            parts: [
              { functionCall: { id: 'g1', name: 'rain', args: rain }, thoughtSignature: 'signed-by-google-2' },
              { functionCall: { id: 'g2', name: 'now', args: {} } },
            ],
          },
          finishReason: 'STOP',
        },
      ],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 40 },
    },
  ]),
};

/** What only its own provider can read, of each. */
const marks: Readonly<Record<RealWire, RegExp>> = {
  'anthropic-messages': /signed-by-anthropic/,
  'openai-responses': /encrypted-by-openai/,
  'openai-chat': /signed-behind-openrouter/,
  gemini: /signed-by-google/,
};

/** The answer as its adapter reads and the engine keeps it. */
async function answered(wire: RealWire): Promise<Turn> {
  const { endpoint: from, model } = places[wire];
  const collector = collectReply();
  const request = { ...plainRequest, model };
  const bytes = bytesOf(thoughtful[wire]);
  for (const event of await eventsOf(await providerFor(wire), from, { bytes }, { request })) collector.take(event);
  collector.close();
  return { role: 'agent', parts: collector.reply.parts };
}

const said = (role: 'user' | 'agent', text: string): Turn => ({ role, parts: [{ kind: 'text', text }] });
const picture: FilePart = {
  kind: 'file',
  payload: 'p',
  type: 'image/png',
  name: 'sky.png',
  size: 8,
  width: 1,
  height: 1,
};

/** A question, the answer over a wire, and the results of its calls, of which the second failed. */
async function chapter(wire: RealWire, question: Part[]): Promise<Turn[]> {
  const answer = await answered(wire);
  const calls = answer.parts.filter(part => part.kind === 'tool-call');
  const results = calls.map(({ call, name }, index): Part =>
    index === 0
      ? { kind: 'tool-result', call, name, output: '4 mm' }
      : { kind: 'tool-result', call, name, output: 'The clock has stopped.', isError: true },
  );
  return [{ role: 'user', parts: question }, answer, { role: 'tool', parts: results }, said('agent', 'It will rain.')];
}

const asked = (wire: RealWire, turns: Turn[]): ModelRequest => ({
  model: places[wire].model,
  instructions: 'Be brief.',
  turns,
  tools: [{ name: 'now', description: 'Tells the time.', input: { type: 'object', properties: {} } }],
  files: { p: { data: 'iVBORw0KGgo=' } },
  maxOutput: 1_000,
});

const bodyFor = async (wire: RealWire, turns: Turn[]) =>
  (await providerFor(wire)).body(places[wire].endpoint, asked(wire, turns));

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

const question: Part[] = [picture, { kind: 'text', text: 'Will it rain, and what time is it?' }];

describe.each(pairs)('from %s to %s', (from, to) => {
  it('goes out as the file beside this says, without a block that only the first could read', async () => {
    const body = await bodyFor(to, [...(await chapter(from, question)), said('user', 'And tomorrow?')]);
    await expect(`${JSON.stringify(JSON.parse(body), undefined, 2)}\n`).toMatchFileSnapshot(
      `golden/${from}-to-${to}.generated.json`,
    );
    expect(body).not.toMatch(marks[from]);
    expect(body).not.toContain('Secret thought.');
    expect(body).toContain('iVBORw0KGgo=');
    for (const words of ['I look it up.', '4 mm', 'The clock has stopped.', 'It will rain.'])
      expect(body).toContain(words);
  });

  it('goes on in the middle of a chain of calls, also where thinking is a budget', async () => {
    const turns = (await chapter(from, question)).slice(0, 3);
    const request: ModelRequest = { ...asked(to, turns), maxOutput: 8_000, effort: 'low', thinking: 'budget' };
    const body = (await providerFor(to)).body(places[to].endpoint, request);
    expect(complain(to, JSON.parse(body) as never)).toBeUndefined();
  });

  it('and back again takes its own blocks up, and leaves the other’s out', async () => {
    const turns = [...(await chapter(from, question)), ...(await chapter(to, [{ kind: 'text', text: 'Tomorrow?' }]))];
    const body = await bodyFor(from, [...turns, said('user', 'Thanks.')]);
    expect(body).toMatch(marks[from]);
    expect(body).not.toMatch(marks[to]);
  });
});
