import { describe, expect, it } from 'vitest';

import { readPriceList } from '../../src/providers/price-list';

const listOf = (...rows: object[]) => JSON.stringify({ data: rows });
const pricing = { prompt: '0.000003', completion: '0.000015' };

describe('reading OpenRouter’s public list', () => {
  it('reads exact decimals, long prompts and searches', () => {
    const row = {
      id: 'some/model',
      pricing: {
        prompt: '0.00000125',
        completion: '0.00001',
        input_cache_read: '0.000000125',
        input_cache_write: '0.0000015625',
        input_cache_write_1h: '0.0000025',
        web_search: '0.01',
        request: '0',
        overrides: [
          { min_prompt_tokens: 200_001, prompt: '0.0000025', completion: '0.000015' },
          { utc_start: '01:00', utc_end: '04:00', prompt: '0.000009' },
        ],
      },
    };
    const rates = {
      input: 1_250_000_000,
      output: 10_000_000_000,
      cacheRead: 125_000_000,
      cacheWrite: 1_562_500_000,
      cacheWriteHour: 2_500_000_000,
      webSearch: 10_000_000_000,
    };
    expect(readPriceList(listOf(row))).toEqual([
      {
        provider: 'openrouter',
        model: 'some/model',
        rates,
        tiers: [{ above: 200_000, rates: { ...rates, input: 2_500_000_000, output: 15_000_000_000 } }],
      },
    ]);
  });

  it('also tells the price at the company that makes a model, under its own id', () => {
    const ids = (id: string) =>
      readPriceList(listOf({ id, pricing })).map(({ provider, model }) => `${provider} ${model}`);
    expect(ids('anthropic/claude-sonnet-4.5')).toEqual([
      'openrouter anthropic/claude-sonnet-4.5',
      'anthropic claude-sonnet-4-5',
    ]);
    expect(ids('openai/gpt-5.1')).toContain('openai gpt-5.1');
    expect(ids('google/gemini-3-pro')).toContain('google gemini-3-pro');
    expect(ids('x-ai/grok-4.5')).toContain('xai grok-4.5');
  });

  it('does not take a variant, or a model many serve, for the maker’s own price', () => {
    const ids = [
      'anthropic/claude-sonnet-4.5:beta',
      'openai/gpt-oss-120b',
      'deepseek/deepseek-v4',
      'meta-llama/llama-4',
    ];
    const found = readPriceList(listOf(...ids.map(id => ({ id, pricing }))));
    expect(found.map(({ provider }) => provider)).toEqual(['openrouter', 'openrouter', 'openrouter', 'openrouter']);
  });

  it('leaves out what cannot be said in rates: prices that vary, fees per request', () => {
    const rows = [
      { id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' } },
      { id: 'some/fee', pricing: { ...pricing, request: '0.005' } },
      { id: 'some/none' },
    ];
    expect(readPriceList(listOf(...rows))).toEqual([]);
  });

  it.each(['', '<html>', '{}', '[]', '{"data": 3}'])('refuses what is no list: %s', text => {
    expect(() => readPriceList(text)).toThrow(expect.objectContaining({ code: 'reply-unreadable' }));
  });
});
