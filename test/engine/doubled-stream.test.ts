import { expect, it } from 'vitest';
import type { Endpoint } from '../../src/domain/model-request';
import type { Provider } from '../../src/domain/ports';
import { collectReply } from '../../src/engine/collect';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { gemini } from '../../src/providers/gemini';
import { openAiChat } from '../../src/providers/openai-chat';
import { openAiResponses } from '../../src/providers/openai-responses';
import { bytesOf, endpoint, plainRequest, replaying } from '../providers/replay';

/** A call of a tool and its usage, as each wire sends it; a proxy that resumes a stream repeats events. */
const call = { id: 'call_1', name: 'now' };
const wires: [Provider, Endpoint, object[]][] = [
  [
    anthropicMessages,
    endpoint({ provider: 'anthropic', wire: 'anthropic-messages' }),
    [
      { type: 'message_start', message: { id: 'm', model: 'x', usage: { input_tokens: 10, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', ...call, input: {} } },
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use' }, usage: { output_tokens: 5 } },
      { type: 'message_stop' },
    ],
  ],
  [
    openAiResponses,
    endpoint({ provider: 'openai', wire: 'openai-responses' }),
    [
      { type: 'response.created', response: { id: 'r', model: 'x' } },
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { type: 'function_call', call_id: call.id, name: call.name, arguments: '{}' },
      },
      {
        type: 'response.completed',
        response: { status: 'completed', usage: { input_tokens: 10, output_tokens: 5, total_tokens: 15 } },
      },
    ],
  ],
  [
    openAiChat,
    endpoint({ provider: 'custom', wire: 'openai-chat' }),
    [
      {
        id: 'g',
        model: 'x',
        choices: [
          {
            index: 0,
            delta: { tool_calls: [{ index: 0, id: call.id, function: { name: call.name, arguments: '' } }] },
          },
        ],
      },
      { id: 'g', model: 'x', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
      { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } },
    ],
  ],
  [
    gemini,
    endpoint({ provider: 'google', wire: 'gemini' }),
    [
      {
        candidates: [{ content: { parts: [{ functionCall: { ...call, args: {} } }], role: 'model' }, index: 0 }],
        modelVersion: 'x',
        responseId: 'r',
      },
      {
        candidates: [{ content: { parts: [{ text: '' }], role: 'model' }, index: 0, finishReason: 'STOP' }],
        usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 },
      },
    ],
  ],
];

it.each(wires)(
  'a stream whose every event comes twice is one call of a tool, and costs what it did once',
  async (...wire) => {
    const [once, twice] = [await replyOf(wire, 1), await replyOf(wire, 2)];
    expect(once).toMatchObject({ usage: { input: 10, output: 5 }, stop: 'tool-calls' });
    expect(once.parts).toMatchObject([{ kind: 'tool-call', name: 'now' }]);
    expect(twice).toEqual(once);
  },
);

/** What the engine makes of a stream in which each event comes so often. */
async function replyOf([provider, place, events]: (typeof wires)[number], times: number) {
  const name = (event: object) => ('type' in event ? `event: ${String(event.type)}\n` : '');
  const each = events.map(event => `${name(event)}data: ${JSON.stringify(event)}\n\n`.repeat(times));
  const bytes = bytesOf(each.join(''));
  const collector = collectReply();
  for await (const event of provider.stream(place, plainRequest, replaying({ bytes }))) collector.take(event);
  return collector.reply;
}
