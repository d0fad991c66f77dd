import { describe, expect, it } from 'vitest';

import { costOf } from '../../src/domain/money';
import type { Usage } from '../../src/domain/usage';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { gemini } from '../../src/providers/gemini';
import { openAiResponses } from '../../src/providers/openai-responses';
import type { Provider } from '../../src/domain/ports';
import type { Endpoint } from '../../src/domain/model-request';
import { bytesOf, endpoint, eventsOf, plainRequest } from './replay';

/** Tools that a provider carries out itself are never asked for; what one did all the same is counted and never free. */

const sse = (events: object[]) => bytesOf(events.map(event => `data: ${JSON.stringify(event)}\n\n`).join(''));

async function usageOf(provider: Provider, place: Endpoint, events: object[], model = 'some-model') {
  const request = { ...plainRequest, model };
  const read = await eventsOf(provider, place, { bytes: sse(events) }, { request });
  return read.findLast(event => event.kind === 'usage')?.usage;
}

describe('what a provider’s own tools are billed by', () => {
  it('is searches, runs of code and rounds of compaction at Anthropic', async () => {
    const tool = (index: number, name: string) => [
      {
        type: 'content_block_start',
        index,
        content_block: { type: 'server_tool_use', id: `t${index}`, name, input: {} },
      },
      { type: 'content_block_stop', index },
    ];
    const usage = {
      input_tokens: 10,
      output_tokens: 5,
      server_tool_use: { web_search_requests: 2 },
      iterations: [{ type: 'compaction' }, { type: 'message' }],
    };
    const events = [
      { type: 'message_start', message: { usage: { input_tokens: 10, output_tokens: 1 } } },
      ...tool(0, 'web_search'),
      ...tool(1, 'web_fetch'),
      ...tool(2, 'bash_code_execution'),
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
      { type: 'message_stop' },
    ];
    const place = endpoint({ provider: 'anthropic', wire: 'anthropic-messages' });
    expect(await usageOf(anthropicMessages, place, events)).toEqual({
      input: 10,
      output: 5,
      webSearches: 2,
      hostedCalls: 2,
    });
  });

  it('is the calls among the items of a Responses answer; opening what was found is part of the search', async () => {
    const items = [
      { type: 'web_search_call', action: { type: 'search', query: 'weather' } },
      { type: 'web_search_call', action: { type: 'open_page' } },
      { type: 'file_search_call' },
      { type: 'mcp_call' },
    ];
    const events = [
      ...items.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item })),
      {
        type: 'response.completed',
        response: { status: 'completed', usage: { input_tokens: 10, output_tokens: 5 }, output: items },
      },
    ];
    const place = endpoint({ provider: 'openai', wire: 'openai-responses' });
    expect(await usageOf(openAiResponses, place, events)).toEqual({
      input: 10,
      output: 5,
      webSearches: 1,
      hostedCalls: 1,
    });
  });

  it('is the queries of Gemini’s grounding, of its second generation the request', async () => {
    const chunk = {
      candidates: [{ finishReason: 'STOP', groundingMetadata: { webSearchQueries: ['', 'weather', 'wind'] } }],
      usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5 },
    };
    const place = endpoint({ provider: 'google', wire: 'gemini' });
    const tokens = { input: 10, output: 5 };
    expect(await usageOf(gemini, place, [chunk, chunk], 'gemini-3-pro')).toEqual({ ...tokens, webSearches: 2 });
    expect(await usageOf(gemini, place, [chunk, chunk], 'gemini-2.5-pro')).toEqual({ ...tokens, webSearches: 1 });
  });

  it('is priced as its own class, and unknown where no rate is: never as nothing', () => {
    const rates = { input: 1_000_000, output: 1_000_000, webSearch: 10_000_000_000 };
    const usage: Usage = { input: 10, output: 0, webSearches: 3 };
    expect(costOf(usage, rates)).toBe(10 + 3 * 10_000_000);
    expect(costOf(usage, { input: 1_000_000, output: 1_000_000 })).toBeUndefined();
    expect(costOf({ ...usage, hostedCalls: 1 }, rates)).toBeUndefined();
  });
});
