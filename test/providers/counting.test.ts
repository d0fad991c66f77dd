import { describe, expect, it } from 'vitest';

import type { ModelRequest } from '../../src/domain/model-request';
import { anthropicMessages } from '../../src/providers/anthropic-messages';
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

  it('asks no other server, whose count may cost something, and tells a refusal', async () => {
    const call = replaying({ bytes: bytesOf('{"input_tokens":2095}') });
    expect(await anthropicMessages.count?.({ ...place, provider: 'custom' }, request, call)).toBeUndefined();
    expect(call.asked).toEqual([]);
    const refused = replaying({ status: 404, bytes: bytesOf('{"error":{"type":"not_found_error","message":"?"}}') });
    await expect(anthropicMessages.count?.(place, request, refused)).rejects.toMatchObject({ code: 'unknown-path' });
  });
});
