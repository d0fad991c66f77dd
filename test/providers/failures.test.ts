import { describe, expect, it } from 'vitest';

import type { StreamEvent } from '../../src/domain/stream';
import { refusal, streamRefusal } from '../../src/providers/failures';
import { getJson, readAnswer, streamReply } from '../../src/providers/wire-call';

const anthropic = (type: string, message: string) => JSON.stringify({ type: 'error', error: { type, message } });
const openAi = (code: string | null, message: string, type = 'invalid_request_error') =>
  JSON.stringify({ error: { message, type, param: null, code } });
const google = (code: number, status: string, message: string, ...details: object[]) =>
  JSON.stringify([{ error: { code, message, status, details } }]);
const quota = 'You exceeded your current quota, please check your plan and billing details.';
const router = (code: number, message: string, raw?: string) =>
  JSON.stringify({ error: { code, message, ...(raw === undefined ? {} : { metadata: { raw } }) } });

describe('what a refused request means', () => {
  it.each([
    ['wrong-key', 401, anthropic('authentication_error', 'invalid x-api-key')],
    [
      'organisation-forbids-browsers',
      403,
      anthropic('permission_error', 'CORS requests are not allowed for this Organization'),
    ],
    [
      'no-credit',
      400,
      anthropic('invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
    ],
    ['no-credit', 400, anthropic('enforced_spend_limit_reached', 'The limit of your workspace is reached.')],
    ['rate-limited', 429, anthropic('rate_limit_error', 'This request would exceed the rate limit')],
    ['overloaded', 529, anthropic('overloaded_error', 'Overloaded')],
    ['provider-failed', 500, anthropic('api_error', 'Internal server error')],
    ['context-too-long', 400, anthropic('invalid_request_error', 'prompt is too long: 212345 tokens > 200000 maximum')],
    ['unknown-model', 404, anthropic('not_found_error', 'model: claude-sonet-4-5')],
    ['unknown-path', 404, anthropic('not_found_error', 'Not Found')],
    ['request-refused', 400, anthropic('invalid_request_error', 'temperature: no longer supported')],
    ['wrong-key', 401, openAi('invalid_api_key', 'Incorrect API key provided.')],
    ['no-credit', 429, openAi('insufficient_quota', 'You exceeded your current quota', 'insufficient_quota')],
    ['rate-limited', 429, openAi('rate_limit_exceeded', 'Rate limit reached', 'requests')],
    ['context-too-long', 400, openAi('context_length_exceeded', 'Your input exceeds the context window')],
    ['unknown-model', 404, openAi('model_not_found', 'The model `x` does not exist.')],
    ['no-credit', 402, router(402, 'Insufficient credits. Add more')],
    ['rate-limited', 429, router(429, 'Provider returned error', 'temporarily rate-limited upstream')],
    ['unknown-model', 400, router(400, 'some/thing is not a valid model ID')],
    ['overloaded', 503, router(503, 'There is no available model provider')],
    ['context-too-long', 400, router(400, "This endpoint's maximum context length is 200000 tokens.")],
    ['no-credit', 402, JSON.stringify({ error: { message: 'Insufficient Balance', code: 'invalid_request_error' } })],
    ['wrong-key', 400, google(400, 'INVALID_ARGUMENT', 'API key not valid.', { reason: 'API_KEY_INVALID' })],
    ['wrong-key', 400, google(400, 'INVALID_ARGUMENT', 'API key expired. Please renew the API key.')],
    ['wrong-key', 403, google(403, 'PERMISSION_DENIED', 'Your API key was reported as leaked.')],
    ['request-refused', 403, google(403, 'PERMISSION_DENIED', 'Requests from referer <empty> are blocked.')],
    ['rate-limited', 429, google(429, 'RESOURCE_EXHAUSTED', `${quota}\n* Quota exceeded, limit: 15`)],
    ['rate-limited', 429, google(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).')],
    ['no-credit', 429, google(429, 'RESOURCE_EXHAUSTED', `${quota}\n* Quota exceeded, limit: 0, model: gemini-x`)],
    ['no-credit', 429, google(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.')],
    ['overloaded', 503, google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.')],
    ['provider-failed', 500, google(500, 'INTERNAL', 'An internal error has occurred.')],
    [
      'context-too-long',
      400,
      google(400, 'INVALID_ARGUMENT', 'The input token count (9) exceeds the maximum number of tokens allowed (8).'),
    ],
    ['unknown-model', 404, google(404, 'NOT_FOUND', 'models/gemini-9 is not found for API version v1beta')],
    ['provider-failed', 502, '<html>Bad gateway</html>'],
  ])('%s: %i %s', (code, status, body) => {
    expect(refusal(status, body, {})).toMatchObject({ code, parameters: { status } });
  });

  it('waits as long as the first hint that can be read says', () => {
    const limited = (message: string, headers = {}) =>
      refusal(429, openAi('rate_limit_exceeded', message, 'requests'), headers).parameters['retryAfterMs'];
    expect(limited('Please try again in 7.66s.', { 'retry-after-ms': '1200', 'retry-after': '3' })).toBe(1_200);
    expect(limited('Please try again in 7.66s.', { 'retry-after': '3' })).toBe(3_000);
    expect(limited('Please try again in 7.66s.')).toBe(7_660);
    expect(limited('Please try again in 2m59.56s.')).toBe(179_560);
    expect(limited('Please try again in 120ms.')).toBe(120);
    expect(limited('Slow down.')).toBeUndefined();
    expect(limited('Slow down.', { 'retry-after': '9'.repeat(20) })).toBe(86_400_000);
    expect(limited('Slow down.', { 'retry-after': '1e999' })).toBe(86_400_000);
    const waits = google(429, 'RESOURCE_EXHAUSTED', quota, { reason: 'RATE_LIMIT_EXCEEDED' }, { retryDelay: '34.4s' });
    expect(refusal(429, waits, {}).parameters['retryAfterMs']).toBe(34_400);
  });

  it('keeps at most 500 characters of what the provider said', () => {
    const { parameters } = refusal(400, openAi(null, 'x'.repeat(2_000)), {});
    expect(parameters['message']).toHaveLength(500);
  });

  it('does not try again what cannot pass by itself, though the status is 429', () => {
    expect(refusal(429, openAi('insufficient_quota', 'You exceeded your current quota'), {}).retryable).toBe(false);
    expect(refusal(429, anthropic('rate_limit_error', 'Too many'), {}).retryable).toBe(true);
    expect(refusal(429, google(429, 'RESOURCE_EXHAUSTED', `${quota} limit: 0`), {}).retryable).toBe(false);
    expect(refusal(429, google(429, 'RESOURCE_EXHAUSTED', `${quota} limit: 15`), {}).retryable).toBe(true);
  });

  it('reads errors inside a stream by the status they name', () => {
    expect(streamRefusal({ code: 502, message: 'Provider disconnected' })).toMatchObject({
      code: 'provider-failed',
      retryable: true,
    });
    expect(streamRefusal({ type: 'overloaded_error', message: 'Overloaded' }).code).toBe('overloaded');
    expect(
      streamRefusal({ code: 'tool_use_failed', type: 'invalid_request_error', status_code: 400, message: '' }).code,
    ).toBe('request-refused');
    expect(streamRefusal({ code: 'server_error', message: 'The server had an error' })).toMatchObject({
      code: 'provider-failed',
      retryable: true,
    });
  });
});

describe('who refused', () => {
  const url = 'https://api.example/v1/chat';
  const chunks = async function* (text: string) {
    yield new TextEncoder().encode(text);
  };
  const answering = (status: number, text: string) => ({
    send: () => Promise.resolve({ status, headers: {}, chunks: chunks(text) }),
    abort: new AbortController().signal,
    now: () => 0,
  });
  const parameters = { host: 'api.example', status: 401 };
  const refused = openAi('invalid_api_key', 'Incorrect API key provided.');
  const reader = {
    *read() {
      yield { kind: 'failure', error: streamRefusal({ type: 'overloaded_error' }) } as const;
    },
    *close() {},
  };
  const told = async (status: number, text: string) => {
    const events: StreamEvent[] = [];
    for await (const event of streamReply(answering(status, text), { url, headers: {} }, reader)) events.push(event);
    return events;
  };

  it('is named, whatever was asked for', async () => {
    await expect(getJson(answering(401, refused), url, {})).rejects.toMatchObject({ code: 'wrong-key', parameters });
    const reply = await answering(200, refused).send();
    await expect(readAnswer(url, reply)).rejects.toMatchObject({ parameters: { host: 'api.example' } });
    expect(await told(401, refused)).toMatchObject([{ kind: 'failure', error: { code: 'wrong-key', parameters } }]);
  });

  it('is named inside a stream, too', async () => {
    const error = { code: 'overloaded', parameters: { host: 'api.example' } };
    expect(await told(200, 'data: {}\n\n')).toMatchObject([{ kind: 'failure', error }]);
    expect(await told(200, 'data: ?\n\n')).toMatchObject([{ error: { ...error, code: 'reply-unreadable' } }]);
  });
});
