import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, test } from 'vitest';
import type { KeyCaps } from '../../src/domain/ports';
import { areLooser, checkCaps, checkCeiling, defaultCaps } from '../../src/vault/inside/caps';
import { ratesBound } from '../../src/vault/inside/rates';
import { codeThrown } from './stage';

const anthropic = 'https://api.anthropic.com';
const caps = defaultCaps(anthropic);

function ceiling(path: string, body: unknown, origin = anthropic, allowed: KeyCaps = defaultCaps(origin)) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return codeThrown(() => checkCeiling(new URL(origin + path), text, text.length, allowed));
}

describe('the ceiling of one call', () => {
  test.each([
    ['/v1/messages', { model: 'claude-haiku-5-5', max_tokens: 8_000 }],
    ['/v1/responses', { model: 'gpt-6-sol', max_output_tokens: 8_000 }],
    ['/v1/chat/completions', { model: 'x', max_completion_tokens: 8_000 }],
    ['/v1/chat/completions', { model: 'x', max_tokens: 8_000 }],
    ['/v1beta/models/gemini-3.8-flash:streamGenerateContent', { generationConfig: { maxOutputTokens: 8_000 } }],
    ['/v1/messages/count_tokens', {}],
    ['/v1beta/models/gemini-3.8-flash:countTokens', {}],
  ])('lets an ordinary call through: %s', (path, body) => {
    expect(ceiling(path, body)).toBe('nothing');
  });

  test.each([
    ['/v1/messages', {}],
    ['/v1/messages', { max_tokens: 0 }],
    ['/v1/messages', { max_tokens: -5 }],
    ['/v1/messages', { max_tokens: '100' }],
    ['/v1/messages', { max_tokens: 1.5 }],
    ['/v1/messages', { max_output_tokens: 100 }],
    ['/v1/responses', { max_tokens: 100 }],
    ['/v1/chat/completions', { max_tokens: 100, max_completion_tokens: 'all' }],
    ['/v1/chat/completions', 'not json'],
    ['/v1/chat/completions', 'null'],
    ['/v1/images/generations', { max_tokens: 100 }],
    ['/v1/responses/abc/cancel', { max_output_tokens: 1 }],
  ])('refuses a billed body without a limit of its own wire: %s %j', (path, body) => {
    expect(ceiling(path, body)).toBe('no-output-limit');
  });

  test('counts the greater of two limits, every answer asked for, and the dearest fallback', () => {
    expect(ceiling('/v1/chat/completions', { max_tokens: 1, max_completion_tokens: 100_000 })).toBe('cap-reached');
    expect(ceiling('/v1/chat/completions', { max_tokens: 1_000, n: 128 })).toBe('cap-reached');
    const fallback = { model: 'openai/gpt-6-luna', models: ['openai/o1-pro'], max_tokens: 10_000 };
    expect(ceiling('/api/v1/chat/completions', fallback, 'https://openrouter.ai')).toBe('cap-reached');
  });

  test('reckons a picture with what its provider makes of it, not with its bytes', () => {
    const data = 'A'.repeat(3_000_000);
    const claude = (content: unknown) => ({ model: 'claude-opus-5-5', max_tokens: 8_000, messages: [{ content }] });
    const image = { type: 'image', source: { type: 'base64', data } };
    expect(ceiling('/v1/messages', claude([image, image]))).toBe('nothing');
    expect(ceiling('/v1/messages', claude([{ type: 'text', text: data }]))).toBe('cap-reached');
    expect(ceiling('/v1/messages', claude([{ type: 'tool_use', input: image }]))).toBe('cap-reached');
    expect(ceiling('/v1/messages', claude([{ type: 'document', source: { data } }]))).toBe('nothing');
    const openAi = 'https://api.openai.com';
    const input = [{ content: [{ type: 'input_image', image_url: data, detail: 'high' }] }];
    const response = { model: 'gpt-6-sol', max_output_tokens: 8_000, input };
    expect(ceiling('/v1/responses', response, openAi)).toBe('nothing');
    const ten = (detail?: string) =>
      Array.from({ length: 10 }, () => ({ type: 'input_image', image_url: data, detail }));
    expect(ceiling('/v1/responses', { ...response, input: [{ content: ten('high') }] }, openAi)).toBe('nothing');
    // Where it is not said how closely it is looked at, it may be looked at whole.
    expect(ceiling('/v1/responses', { ...response, input: [{ content: ten() }] }, openAi)).toBe('cap-reached');
    const messages = [{ content: [{ type: 'image_url', image_url: { url: data, detail: 'high' } }] }];
    expect(ceiling('/v1/chat/completions', { ...response, max_tokens: 1, messages, input: [] }, openAi)).toBe(
      'nothing',
    );
    const contents = [{ parts: [{ inlineData: { mimeType: 'image/png', data } }] }];
    const gemini = { contents, generationConfig: { maxOutputTokens: 8_000 } };
    const google = 'https://generativelanguage.googleapis.com';
    expect(ceiling('/v1beta/models/gemini-3:streamGenerateContent', gemini, google)).toBe('nothing');
  });

  test('is exact at the border', () => {
    const body = JSON.stringify({ max_tokens: 1_000 });
    const exact = body.length * 2 + 1_000 * 3;
    const rates = { dearestInput: 2_000_000, dearestOutput: 3_000_000 };
    expect(ceiling('/v1/messages', body, 'https://own.example', { ...caps, ...rates, perCall: exact })).toBe('nothing');
    expect(ceiling('/v1/messages', body, 'https://own.example', { ...caps, ...rates, perCall: exact - 1 })).toBe(
      'cap-reached',
    );
  });

  test('does not bind a server that bills nothing', () => {
    expect(ceiling('/v1/chat/completions', {}, 'http://localhost:11434')).toBe('nothing');
  });
});

describe('the dearest rates', () => {
  test.each([
    [anthropic, 'anthropic'],
    ['https://api.openai.com', 'openai'],
    ['https://openrouter.ai', 'openrouter'],
    ['https://api.groq.com', 'groq'],
    ['https://api.mistral.ai', 'mistral'],
    ['https://api.deepseek.com', 'deepseek'],
    ['https://api.x.ai', 'x-ai'],
    ['https://generativelanguage.googleapis.com', 'google'],
  ])('at %s are below no price of the table', (origin, providerId) => {
    // Google's list also holds Anthropic's models, which another host of Google's serves.
    const models = (findProvider({ providerId })?.models ?? []).filter(
      ({ id }) => providerId !== 'google' || !id.startsWith('claude'),
    );
    expect(models.length).toBeGreaterThan(5);
    const tooLow = models.filter(({ id, prices }) => {
      const bound = ratesBound(origin, id, defaultCaps(origin));
      const listed = (Array.isArray(prices) ? prices.map(row => row.prices) : [prices]).at(-1);
      const input = Math.max(dearest(listed?.input_mtok), dearest(listed?.cache_write_mtok));
      return input * 1e9 > bound.dearestInput || dearest(listed?.output_mtok) * 1e9 > bound.dearestOutput;
    });
    expect(tooLow.map(({ id }) => id)).toEqual([]);
  });
});

function dearest(price: unknown): number {
  if (typeof price === 'number') return price;
  if (typeof price !== 'object' || price === null || !('base' in price)) return 0;
  const tiers = 'tiers' in price && Array.isArray(price.tiers) ? price.tiers : [];
  return Math.max(Number(price.base), ...tiers.map(tier => Number(tier.price)));
}

describe('caps', () => {
  test('are looser when anything more gets through', () => {
    expect(areLooser(caps, caps)).toBe(false);
    expect(areLooser({ ...caps, perCall: 1 }, caps)).toBe(false);
    expect(areLooser({ ...caps, perCall: caps.perCall + 1 }, caps)).toBe(true);
    expect(areLooser({ ...caps, callsPerMinute: 121 }, caps)).toBe(true);
    expect(areLooser({ ...caps, bytesPerDay: 1e9 }, caps)).toBe(true);
    expect(areLooser({ ...caps, dearestInput: 0 }, caps)).toBe(true);
    expect(areLooser({ ...caps, dearestOutput: 0 }, caps)).toBe(true);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5])('must be whole numbers: %s', perCall => {
    expect(codeThrown(() => checkCaps({ ...caps, perCall }))).toBe('cap-reached');
  });
});
