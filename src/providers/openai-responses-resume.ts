import type { ErrorCode, ErrorValue } from '../domain/error';
import { AppError, errorValue } from '../domain/error';
import type { Endpoint, ModelRequest } from '../domain/model-request';
import type { Provider, ProviderCall } from '../domain/ports';
import type { ReplyPosition, StreamEvent } from '../domain/stream';
import { wait } from '../lib/wait';
import { streamCut } from './failures';
import { object, type Json } from './json';
import { headers } from './openai-models';
import { includes } from './openai-responses-request';
import { responsesReader, wholeReply } from './openai-responses-stream';
import { responsesUsage } from './openai-usage';
import { hostOf } from './turns';
import { getJson, readAnswer, streamReply } from './wire-call';

/**
 * Replies that OpenAI goes on with in the background (https://developers.openai.com/api/docs/guides/background, 2026-11):
 * with `store: false` they are kept about ten minutes, and can be streamed again for the first five
 * (https://github.com/openai/openai-python/issues/2828, 2026-01), after that only be fetched.
 */

/** Milliseconds between two looks at a reply that can no longer be streamed and is not finished. */
const lookEvery = 5_000;

/** Failures of the stream after which the reply may still be had whole. */
const worthFetching: ReadonlySet<ErrorCode> = new Set(['stream-cut', 'request-refused', 'reply-unreadable']);

/** What a failed fetch looks like when the answer had no CORS headers. */
const opaque: ReadonlySet<ErrorCode> = new Set(['opaque-failure', 'likely-wrong-key']);

/** Reads on after `position`, or fetches the whole reply where it cannot be streamed any more. */
export async function* resumeReply(
  endpoint: Endpoint,
  { model }: ModelRequest,
  position: ReplyPosition,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  const origin = { model, host: hostOf(endpoint.baseUrl) };
  const address = addressOf(endpoint, position);
  const include = includes(model).map(field => `include[]=${field}`);
  yield { kind: 'start', id: position.reply };
  const query = ['stream=true', `starting_after=${position.after}`, ...include].join('&');
  const reader = responsesReader(origin, position);
  let failure: ErrorValue | undefined;
  for await (const event of streamReply(call, { method: 'GET', url: `${address}?${query}`, headers }, reader)) {
    if (event.kind === 'failure') failure = event.error;
    else yield event;
  }
  if (!failure) return;
  if (worthFetching.has(failure.code) && !call.abort.aborted) {
    try {
      const response = await fetchFinished(call, [address, ...include].join('?'));
      return yield* settled(response, origin);
    } catch (error) {
      const value = errorValue(error);
      // Too late to send under this call's fence: whoever leads by now takes it up anew.
      failure = value.code === 'fence-passed' ? streamCut : value;
    }
  }
  yield { kind: 'failure', error: await meaningOf(failure, endpoint, call) };
}

/** Cancels a reply; one that is over answers as it is. */
export const cancelReply: NonNullable<Provider['cancel']> = async (endpoint, position, call) => {
  const url = `${addressOf(endpoint, position)}/cancel`;
  const response = object(await readAnswer(url, await call.send({ method: 'POST', url, headers })));
  const usage = object(response['usage']);
  return Object.keys(usage).length > 0 ? responsesUsage(usage) : undefined;
};

function addressOf({ baseUrl }: Endpoint, { reply }: ReplyPosition): string {
  return `${baseUrl}/responses/${encodeURIComponent(reply)}`;
}

async function fetchFinished(call: ProviderCall, url: string): Promise<Json> {
  for (;;) {
    const response = object(await getJson(call, url, headers));
    if (response['status'] !== 'queued' && response['status'] !== 'in_progress') return response;
    await wait(lookEvery, call.abort);
  }
}

function* settled(response: Json, origin: { model: string; host: string }): Generator<StreamEvent> {
  switch (response['status']) {
    case 'completed':
    case 'incomplete':
      return yield* wholeReply(response, origin);
    case 'cancelled':
      return yield { kind: 'failure', error: new AppError('aborted').toValue() };
    default:
      return yield { kind: 'failure', error: streamCut };
  }
}

/**
 * A reply that is not there any more is a 404, which at OpenAI may come without CORS headers and then looks like any
 * failed fetch (WIRE 2.1): whether the host answers something else tells them apart.
 */
async function meaningOf(failure: ErrorValue, endpoint: Endpoint, call: ProviderCall): Promise<ErrorValue> {
  const gone: ErrorValue = { code: 'reply-gone', retryable: false, parameters: failure.parameters };
  if (failure.code === 'unknown-path') return gone;
  if (!opaque.has(failure.code)) return failure;
  try {
    await getJson(call, `${endpoint.baseUrl}/models`, headers);
    return gone;
  } catch {
    return failure;
  }
}
