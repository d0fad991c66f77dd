import { describe, expect, it } from 'vitest';

import type { ModelRequest } from '../../src/domain/model-request';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
import { gemini } from '../../src/providers/gemini';
import { object } from '../../src/providers/json';
import { bytesOf, endpoint, plainRequest, replaying } from './replay';

const place = endpoint({ provider: 'anthropic', wire: 'anthropic-messages', baseUrl: 'https://api.anthropic.com/v1' });

describe('counting a request', () => {
  const request: ModelRequest = { ...plainRequest, effort: 'high', thinking: 'adaptive', temperature: 0.5 };

  it('asks for the tokens of what is sent, without what says how to answer', async () => {
    const call = replaying({ bytes: bytesOf('{"input_tokens":2095}') });
    expect(await anthropicMessages.count?.(place, request, call)).toBe(2_095);
    const [asked] = call.asked;
    expect(asked?.url).toBe('https://api.anthropic.com/v1/messages/count_tokens');
    const counted: unknown = JSON.parse(asked?.body ?? '');
    const sent = JSON.parse(anthropicMessages.body(place, request)) as Record<string, unknown>;
    const { max_tokens: _, stream: __, service_tier: ___, ...rest } = sent;
    expect(counted).toEqual(rest);
  });

  it('asks Google for the tokens of the whole request, and no server that speaks like it', async () => {
    const google = endpoint({
      provider: 'google',
      wire: 'gemini',
      baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    });
    const asks: ModelRequest = { ...request, model: 'models/gemini-3.8-flash' };
    const call = replaying({ bytes: bytesOf('{"totalTokens":31,"promptTokensDetails":[]}') });
    expect(await gemini.count?.(google, asks, call)).toBe(31);
    const [asked] = call.asked;
    expect(asked?.url).toBe(`${google.baseUrl}/models/gemini-3.8-flash:countTokens`);
    const sent: unknown = JSON.parse(gemini.body(google, asks));
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      generateContentRequest: { model: 'models/gemini-3.8-flash', ...object(sent) },
    });
    expect(await gemini.count?.({ ...google, provider: 'custom' }, asks, call)).toBeUndefined();
    expect(call.asked).toHaveLength(1);
  });

  it('asks no other server, whose count may cost something, and tells a refusal', async () => {
    const call = replaying({ bytes: bytesOf('{"input_tokens":2095}') });
    expect(await anthropicMessages.count?.({ ...place, provider: 'custom' }, request, call)).toBeUndefined();
    expect(call.asked).toEqual([]);
    const refused = replaying({ status: 404, bytes: bytesOf('{"error":{"type":"not_found_error","message":"?"}}') });
    await expect(anthropicMessages.count?.(place, request, refused)).rejects.toMatchObject({ code: 'unknown-path' });
  });
});
