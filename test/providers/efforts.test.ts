import { describe, expect, it } from 'vitest';

import type { Endpoint, ModelRequest } from '../../src/domain/model-request';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { gemini } from '../../src/providers/gemini';
import { openAiChat } from '../../src/providers/openai-chat';
import { openAiResponses } from '../../src/providers/openai-responses';
import { bytesOf, endpoint, plainRequest, replaying } from './replay';

/** How hard a model thinks: what can be asked of it, and how each wire says it. */

const anthropic = endpoint({ provider: 'anthropic', wire: 'anthropic-messages' });
const openAi = endpoint({ provider: 'openai', wire: 'openai-responses' });

describe('what a model can be asked for', () => {
  const efforts = async (place: Endpoint, ids: string[]) => {
    const list = { data: ids.map(id => ({ id })) };
    const models = await openAiChat.listModels(place, replaying({ bytes: bytesOf(JSON.stringify(list)) }));
    return Object.fromEntries(models.map(model => [model.id, model.efforts?.join(' ')]));
  };

  it('is known of OpenAI’s models, whose list tells nothing', async () => {
    expect(
      await efforts(openAi, [
        'gpt-4.1',
        'o3',
        'o1-mini',
        'gpt-5-2025-08-07',
        'gpt-5-pro',
        'gpt-5-chat-latest',
        'gpt-5-codex',
        'gpt-5.1',
        'gpt-5.4-mini',
        'gpt-5.6-luna',
        'gpt-6-astra',
        'text-embedding-3-large',
      ]),
    ).toEqual({
      'gpt-4.1': undefined,
      o3: 'low medium high',
      'o1-mini': undefined,
      'gpt-5-2025-08-07': 'minimal low medium high',
      'gpt-5-pro': 'high',
      'gpt-5-chat-latest': undefined,
      'gpt-5-codex': 'low medium high',
      'gpt-5.1': 'none low medium high',
      'gpt-5.4-mini': 'none low medium high xhigh',
      'gpt-5.6-luna': 'none low medium high xhigh max',
      'gpt-6-astra': 'low medium high xhigh max',
      'text-embedding-3-large': undefined,
    });
  });

  it('is not guessed of a server nobody knows, even where its models have known names', async () => {
    const custom = endpoint({ provider: 'custom', wire: 'openai-chat' });
    expect(await efforts(custom, ['gpt-5.1', 'o3'])).toEqual({ 'gpt-5.1': undefined, o3: undefined });
  });

  it('is known of the models of Mistral and DeepSeek that can be asked', async () => {
    const mistral = endpoint({ provider: 'mistral', wire: 'openai-chat' });
    expect(await efforts(mistral, ['mistral-small-latest', 'mistral-medium-3-5', 'mistral-large-latest'])).toEqual({
      'mistral-small-latest': 'none high',
      'mistral-medium-3-5': 'none high',
      'mistral-large-latest': undefined,
    });
    const deepSeek = endpoint({ provider: 'deepseek', wire: 'openai-chat' });
    expect(await efforts(deepSeek, ['deepseek-v4-pro', 'deepseek-chat'])).toEqual({
      'deepseek-v4-pro': 'none low high max',
      'deepseek-chat': undefined,
    });
  });

  it('ends on the day its provider says', async () => {
    const ends = [{ id: 'a', shutdown_date: '2026-01-01' }, { id: 'b', shutdown_date: 4_000_000_000 }, { id: 'c' }];
    const call = replaying({ bytes: bytesOf(JSON.stringify({ data: ends })) });
    const models = await openAiChat.listModels(openAi, call);
    expect(models.map(model => model.lifecycle)).toEqual(['retired', 'deprecated', undefined]);
  });

  it('is read from Mistral’s list', async () => {
    const row = { id: 'm', max_context_length: 32_000, capabilities: { function_calling: true, vision: false } };
    const call = replaying({ bytes: bytesOf(JSON.stringify({ data: [row] })) });
    expect(await openAiChat.listModels(endpoint({ provider: 'mistral', wire: 'openai-chat' }), call)).toEqual([
      { id: 'm', name: 'm', contextWindow: 32_000, tools: true, images: false },
    ]);
  });

  it('is a number of tokens where Anthropic knows no effort', async () => {
    const capabilities = {
      thinking: { supported: true, types: { enabled: { supported: true }, adaptive: { supported: false } } },
      effort: { supported: false },
    };
    const call = replaying({ bytes: bytesOf(JSON.stringify({ data: [{ id: 'claude-old', capabilities }] })) });
    expect(await anthropicMessages.listModels(anthropic, call)).toMatchObject([
      { efforts: ['low', 'medium', 'high'], thinking: 'budget' },
    ]);
  });
});

describe('an effort in the words of each wire', () => {
  const request: ModelRequest = { ...plainRequest, maxOutput: 8_000, effort: 'high' };
  const said = (name: 'thinking' | 'output_config', over: Partial<ModelRequest>) =>
    JSON.parse(anthropicMessages.body(anthropic, { ...request, ...over }))[name];

  it('is an effort beside thinking that adapts, whose words are asked for', () => {
    expect(said('output_config', { thinking: 'adaptive' })).toEqual({ effort: 'high' });
    expect(said('thinking', { thinking: 'adaptive' })).toEqual({ type: 'adaptive', display: 'summarized' });
    expect(said('thinking', {})).toBeUndefined();
  });

  it('is a budget that leaves half of the answer’s room, and none where that is too little', () => {
    expect(said('thinking', { thinking: 'budget' })).toEqual({ type: 'enabled', budget_tokens: 4_000 });
    expect(said('thinking', { thinking: 'budget', effort: 'low' })).toEqual({ type: 'enabled', budget_tokens: 1_024 });
    expect(said('thinking', { thinking: 'budget', maxOutput: 2_000 })).toBeUndefined();
    expect(said('output_config', { thinking: 'budget' })).toBeUndefined();
  });

  it('gives no budget inside a chain of calls that another model began', () => {
    const replay = { wire: 'anthropic-messages' as const, model: request.model, block: { type: 'thinking' } };
    const chain = (begun: boolean): ModelRequest['turns'] => [
      { role: 'user', parts: [{ kind: 'text', text: 'When?' }] },
      {
        role: 'agent',
        parts: [
          ...(begun ? [{ kind: 'reasoning' as const, text: 'Hm.', replay }] : []),
          { kind: 'tool-call', call: 'a', name: 'now', input: {} },
        ],
      },
      { role: 'tool', parts: [{ kind: 'tool-result', call: 'a', name: 'now', output: 'noon' }] },
    ];
    const tools = [{ name: 'now', description: 'Tells the time.', input: { type: 'object' } }];
    expect(said('thinking', { thinking: 'budget', tools, turns: chain(true) })).toMatchObject({ type: 'enabled' });
    expect(said('thinking', { thinking: 'budget', tools, turns: chain(false) })).toBeUndefined();
  });

  it('is a level or a budget of Gemini’s', () => {
    const place = endpoint({ provider: 'google', wire: 'gemini' });
    const config = (over: Partial<ModelRequest>) =>
      JSON.parse(gemini.body(place, { ...request, ...over })).generationConfig.thinkingConfig;
    expect(config({})).toEqual({ includeThoughts: true, thinkingLevel: 'high' });
    expect(config({ thinking: 'budget' })).toEqual({ includeThoughts: true, thinkingBudget: 4_000 });
  });

  it('is one word over the other two', () => {
    expect(JSON.parse(openAiResponses.body(openAi, request)).reasoning).toEqual({ effort: 'high' });
    const router = endpoint({ provider: 'openrouter', wire: 'openai-chat' });
    expect(JSON.parse(openAiChat.body(router, request)).reasoning).toEqual({ effort: 'high' });
    const groq = endpoint({ provider: 'groq', wire: 'openai-chat' });
    expect(JSON.parse(openAiChat.body(groq, request)).reasoning_effort).toBe('high');
    const deepSeek = endpoint({ provider: 'deepseek', wire: 'openai-chat' });
    expect(JSON.parse(openAiChat.body(deepSeek, { ...request, effort: 'max' })).reasoning_effort).toBe('max');
    const unthinking = JSON.parse(openAiChat.body(deepSeek, { ...request, effort: 'none' }));
    expect([unthinking.thinking, unthinking.reasoning_effort]).toEqual([{ type: 'disabled' }, undefined]);
  });
});
