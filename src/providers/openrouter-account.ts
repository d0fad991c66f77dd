import { AppError } from '../domain/error';
import type { Endpoint } from '../domain/model-request';
import { nanoUsdFromDecimal, type NanoUsd } from '../domain/money';
import type { CallBill, KeyAccount, ProviderCall } from '../domain/ports';
import { count, decimal, object, text, type Json } from './json';
import { headers } from './openai-models';
import { getJson } from './wire-call';

/** `GET /key`: what the key has spent and may spend (OpenRouter's OpenAPI description, 2026-11). */
export async function readAccount(endpoint: Endpoint, call: ProviderCall): Promise<KeyAccount> {
  const data = await dataOf(call, `${endpoint.baseUrl}/key`);
  const used = dollarsIn(data, 'usage');
  if (used === undefined) throw new AppError('reply-unreadable');
  const limit = dollarsIn(data, 'limit');
  const left = dollarsIn(data, 'limit_remaining');
  const every = text(data['limit_reset']);
  return {
    used: used + (dollarsIn(data, 'byok_usage') ?? 0),
    ...(limit === undefined ? {} : { limit }),
    ...(left === undefined ? {} : { left }),
    ...(every ? { every } : {}),
  };
}

/**
 * `GET /generation`: what one call cost, by the id in `X-Generation-Id`. An own key's bill upstream is added, as in the
 * usage of a stream. A call that has just ended is not known for some seconds.
 */
export async function readBill(endpoint: Endpoint, id: string, call: ProviderCall): Promise<CallBill | undefined> {
  let data: Json;
  try {
    data = await dataOf(call, `${endpoint.baseUrl}/generation?id=${encodeURIComponent(id)}`);
  } catch (error) {
    if (error instanceof AppError && error.code === 'unknown-path') return undefined;
    throw error;
  }
  const own = dollarsIn(data, 'total_cost');
  const upstream = data['is_byok'] === true ? dollarsIn(data, 'upstream_inference_cost') : 0;
  if (own === undefined || upstream === undefined) throw new AppError('reply-unreadable');
  const cached = count(data['native_tokens_cached']);
  const reasoning = count(data['native_tokens_reasoning']);
  return {
    cost: own + upstream,
    usage: {
      input: Math.max(0, (count(data['native_tokens_prompt']) ?? 0) - (cached ?? 0)),
      ...(cached === undefined ? {} : { cacheRead: cached }),
      output: count(data['native_tokens_completion']) ?? 0,
      ...(reasoning === undefined ? {} : { reasoning }),
    },
    raw: data,
  };
}

async function dataOf(call: ProviderCall, url: string): Promise<Json> {
  return object(object(await getJson(call, url, headers))['data']);
}

function dollarsIn(data: Json, name: string): NanoUsd | undefined {
  return nanoUsdFromDecimal(decimal(data[name]) ?? '');
}
