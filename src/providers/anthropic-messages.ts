import type { ConnectionOptions, ModelInfo } from '../domain/connection';
import { errorValue } from '../domain/error';
import type { Endpoint, ModelRequest } from '../domain/model-request';
import type { Provider, ProviderCall } from '../domain/ports';
import { countedBody, currentVersion, messagesBody } from './anthropic-messages-request';
import { messagesReader } from './anthropic-messages-stream';
import { budgetEfforts, inOrder } from './efforts';
import { count, list, object, text, type Json } from './json';
import { hostOf } from './turns';
import { getJson, readAnswer, streamReply } from './wire-call';

/** Anthropic's Messages API. The vault adds `x-api-key`. */
export const anthropicMessages: Provider = {
  stream(endpoint, request, call) {
    const reader = messagesReader({ model: request.model, host: hostOf(endpoint.baseUrl) });
    const body = messagesBody(endpoint, request);
    return streamReply(call, { url: `${endpoint.baseUrl}/messages`, headers: headersFor(endpoint), body }, reader);
  },
  body: messagesBody,
  count: countTokens,
  listModels,
  check,
};

/** A compatible server may know the old version only: that is found out here, once, and kept on the connection. */
async function check(endpoint: Endpoint, call: ProviderCall): Promise<ConnectionOptions> {
  const ask = (of: Endpoint) => getJson(call, `${of.baseUrl}/models?limit=1`, headersFor(of));
  try {
    await ask(endpoint);
    return {};
  } catch (error) {
    const { code, parameters } = errorValue(error);
    const isVersion = code === 'request-refused' && /version/i.test(String(parameters['message']));
    if (!isVersion || endpoint.options.apiVersion !== undefined) throw error;
    const old = { apiVersion: '2023-06-01' } as const;
    await ask({ ...endpoint, options: { ...endpoint.options, ...old } });
    return old;
  }
}

/**
 * `POST /v1/messages/count_tokens`: free, and an estimate (https://platform.claude.com/docs/en/build-with-claude/token-counting,
 * 2026-11). Compatible servers are not asked: theirs may bill.
 */
async function countTokens(endpoint: Endpoint, request: ModelRequest, call: ProviderCall): Promise<number | undefined> {
  if (endpoint.provider !== 'anthropic') return undefined;
  const url = `${endpoint.baseUrl}/messages/count_tokens`;
  const body = countedBody(endpoint, request);
  const reply = await call.send({ method: 'POST', url, headers: headersFor(endpoint), body });
  return count(object(await readAnswer(url, reply))['input_tokens']);
}

/** Exactly what the provider's preflight allows (WIRE 2.1); one header more and a browser sends nothing. */
function headersFor(endpoint: Endpoint): Record<string, string> {
  return {
    'content-type': 'application/json',
    'anthropic-version': endpoint.options.apiVersion ?? currentVersion,
    'anthropic-dangerous-direct-browser-access': 'true',
  };
}

/** Most pages of the list that are read: a server that always says "more" must not keep us. */
const mostPages = 20;

async function listModels(endpoint: Endpoint, call: ProviderCall): Promise<ModelInfo[]> {
  const models: ModelInfo[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page += 1) {
    const answer = object(await getJson(call, `${endpoint.baseUrl}/models?limit=1000${after}`, headersFor(endpoint)));
    models.push(...list(answer['data']).map(object).flatMap(readModel));
    const last = text(answer['last_id']);
    if (answer['has_more'] !== true || last === undefined) break;
    after = `&after_id=${encodeURIComponent(last)}`;
  }
  return models;
}

/** One row of `GET /v1/models` (types of @anthropic-ai/sdk 1.12.0, 2026-11-20). */
function readModel(row: Json): ModelInfo[] {
  const id = text(row['id']);
  if (id === undefined) return [];
  const contextWindow = count(row['max_input_tokens']);
  const maxOutput = count(row['max_tokens']);
  const created = Date.parse(text(row['created_at']) ?? '');
  const { lifecycle } = row;
  const isKnown = lifecycle === 'active' || lifecycle === 'deprecated' || lifecycle === 'retired';
  return [
    {
      id,
      name: text(row['display_name']) ?? id,
      tools: true,
      ...(contextWindow === undefined ? {} : { contextWindow }),
      ...(maxOutput === undefined ? {} : { maxOutput }),
      ...(Number.isNaN(created) ? {} : { created }),
      ...(isKnown ? { lifecycle } : {}),
      ...readCapabilities(object(row['capabilities'])),
    },
  ];
}

const isSupported = (value: unknown) => value === true || object(value)['supported'] === true;

function readCapabilities(capabilities: Json): Partial<ModelInfo> {
  if (Object.keys(capabilities).length === 0) return {};
  return {
    images: isSupported(capabilities['image_input']),
    pdfs: isSupported(capabilities['pdf_input']),
    structured: isSupported(capabilities['structured_outputs']),
    reasoning: isSupported(capabilities['thinking']),
    ...readThinking(capabilities),
  };
}

/** Models that take no effort are told how much to think in tokens, where they can be told at all. */
function readThinking({ effort, thinking }: Json): Partial<ModelInfo> {
  const types = { ...object(thinking), ...object(object(thinking)['types']) };
  const adapts = isSupported(types['adaptive']);
  if (isSupported(effort)) {
    const efforts = Object.keys(object(effort)).filter(
      name => name !== 'supported' && isSupported(object(effort)[name]),
    );
    return {
      ...(efforts.length > 0 ? { efforts: inOrder(efforts) } : {}),
      ...(adapts ? { thinking: 'adaptive' } : {}),
    };
  }
  return isSupported(types['enabled']) ? { efforts: budgetEfforts, thinking: 'budget' } : {};
}
