import { describe, expect, test } from 'vitest';
import type { ProviderCall } from '../../src/domain/ports';
import { openAiChat } from '../../src/providers/openai-chat';

const endpoint = {
  provider: 'openrouter',
  wire: 'openai-chat',
  baseUrl: 'https://openrouter.ai/api/v1',
  options: {},
} as const;

/** A way out that answers each request with `data`, and notes where it went. */
function answering(data: unknown, status = 200): ProviderCall & { urls: string[] } {
  const urls: string[] = [];
  const body = JSON.stringify(status === 200 ? { data } : { error: { code: status, message: 'Not found' } });
  return {
    urls,
    abort: new AbortController().signal,
    now: () => 0,
    async send({ url }) {
      urls.push(url);
      return {
        status,
        headers: {},
        chunks: (async function* () {
          yield new TextEncoder().encode(body);
        })(),
      };
    },
  };
}

// The figures of OpenRouter's own OpenAPI description.
const key = { usage: 25.5, byok_usage: 17.38, limit: 100, limit_remaining: 74.5, limit_reset: 'monthly' };
const generation = {
  id: 'gen-1',
  total_cost: 0.0015,
  upstream_inference_cost: 0.0012,
  is_byok: false,
  native_tokens_prompt: 10,
  native_tokens_completion: 25,
  native_tokens_reasoning: 5,
  native_tokens_cached: 3,
};

describe('what OpenRouter says of a key', () => {
  test('is read to the nano-dollar, with what own keys were billed upstream', async () => {
    const call = answering(key);
    expect(await openAiChat.account?.(endpoint, call)).toEqual({
      used: 42_880_000_000,
      limit: 100_000_000_000,
      left: 74_500_000_000,
      every: 'monthly',
    });
    expect(call.urls).toEqual(['https://openrouter.ai/api/v1/key']);
  });

  test('names no limit where there is none', async () => {
    const call = answering({ usage: 0, limit: null, limit_remaining: null, limit_reset: null });
    expect(await openAiChat.account?.(endpoint, call)).toEqual({ used: 0 });
  });

  test('is not asked of others', async () => {
    const call = answering(key);
    const others = { ...endpoint, provider: 'custom', baseUrl: 'https://custom.example/v1' } as const;
    expect(await openAiChat.account?.(others, call)).toBeUndefined();
    expect(await openAiChat.bill?.(others, 'gen-1', call)).toBeUndefined();
    expect(call.urls).toEqual([]);
  });
});

describe('what OpenRouter says a call did cost', () => {
  test('counts what was cached apart', async () => {
    const call = answering(generation);
    expect(await openAiChat.bill?.(endpoint, 'gen/1', call)).toEqual({
      cost: 1_500_000,
      usage: { input: 7, cacheRead: 3, output: 25, reasoning: 5 },
      raw: generation,
    });
    expect(call.urls).toEqual(['https://openrouter.ai/api/v1/generation?id=gen%2F1']);
  });

  test('adds what an own key is billed upstream, and is nothing without that half', async () => {
    const own = { ...generation, is_byok: true };
    expect(await openAiChat.bill?.(endpoint, 'gen-1', answering(own))).toMatchObject({ cost: 2_700_000 });
    const half = answering({ ...own, upstream_inference_cost: null });
    await expect(openAiChat.bill?.(endpoint, 'gen-1', half)).rejects.toMatchObject({ code: 'reply-unreadable' });
  });

  test('is nothing yet for a call that is not known', async () => {
    expect(await openAiChat.bill?.(endpoint, 'gen-1', answering(undefined, 404))).toBeUndefined();
    await expect(openAiChat.bill?.(endpoint, 'gen-1', answering(undefined, 401))).rejects.toMatchObject({
      code: 'wrong-key',
    });
  });
});
