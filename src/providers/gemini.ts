import type { ModelInfo } from '../domain/connection';
import type { Endpoint, ModelRequest } from '../domain/model-request';
import type { Provider, ProviderCall } from '../domain/ports';
import { geminiBody } from './gemini-request';
import { geminiReader } from './gemini-stream';
import { count, list, object, text, type Json } from './json';
import { knownAbilities } from './known-models';
import { hostOf } from './turns';
import { getJson, readAnswer, streamReply } from './wire-call';

/** Google's own protocol. The vault adds `x-goog-api-key`; the key never stands in an address. */
export const gemini: Provider = {
  stream(endpoint, request, call) {
    const { model, turns } = request;
    const reader = geminiReader({ model, host: hostOf(endpoint.baseUrl), turn: turns.length });
    const url = `${addressOf(endpoint, model)}:streamGenerateContent?alt=sse`;
    return streamReply(call, { url, headers, body: geminiBody(endpoint, request) }, reader);
  },
  body: geminiBody,
  count: countTokens,
  listModels,
  async check(endpoint, call) {
    await getJson(call, `${endpoint.baseUrl}/models?pageSize=1`, headers);
    return {};
  },
};

/** With the key's, all that the provider's preflight allows (WIRE 2.1). */
const headers = { 'content-type': 'application/json' };

/** Models are named `models/gemini-…` in lists and `gemini-…` everywhere else. */
const plainName = (model: string) => model.replace(/^models\//, '');

const addressOf = ({ baseUrl }: Endpoint, model: string) => `${baseUrl}/models/${encodeURIComponent(plainName(model))}`;

/**
 * `:countTokens` of the whole request: free, and apart from what a key may generate; instructions, tools and files count
 * (Google in https://discuss.ai.google.dev/t/189068, 2026-11; https://ai.google.dev/api/tokens). Compatible servers are not
 * asked: theirs may bill.
 */
async function countTokens(endpoint: Endpoint, request: ModelRequest, call: ProviderCall): Promise<number | undefined> {
  if (endpoint.provider !== 'google') return undefined;
  const url = `${addressOf(endpoint, request.model)}:countTokens`;
  const asked = { model: `models/${plainName(request.model)}`, ...object(JSON.parse(geminiBody(endpoint, request))) };
  const body = JSON.stringify({ generateContentRequest: asked });
  const reply = await call.send({ method: 'POST', url, headers, body });
  return count(object(await readAnswer(url, reply))['totalTokens']);
}

/** Most pages of the list that are read: a server that always says "more" must not keep us. */
const mostPages = 20;

async function listModels(endpoint: Endpoint, call: ProviderCall): Promise<ModelInfo[]> {
  const models: ModelInfo[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page += 1) {
    const answer = object(await getJson(call, `${endpoint.baseUrl}/models?pageSize=1000${after}`, headers));
    models.push(...list(answer['models']).map(object).flatMap(readModel));
    const next = text(answer['nextPageToken']);
    if (!next) break;
    after = `&pageToken=${encodeURIComponent(next)}`;
  }
  return models;
}

/** One row of `GET /v1beta/models` (https://ai.google.dev/api/models, 2026-11): only what answers `generateContent`. */
function readModel(row: Json): ModelInfo[] {
  const name = text(row['name']);
  if (name === undefined || !list(row['supportedGenerationMethods']).includes('generateContent')) return [];
  const id = plainName(name);
  const contextWindow = count(row['inputTokenLimit']);
  const maxOutput = count(row['outputTokenLimit']);
  const { thinking: reasoning } = row;
  const { efforts, thinking, ...abilities } = knownAbilities('google', id);
  const levels = { ...(efforts ? { efforts } : {}), ...(thinking ? { thinking } : {}) };
  return [
    {
      id,
      name: text(row['displayName']) ?? id,
      ...(contextWindow === undefined ? {} : { contextWindow }),
      ...(maxOutput === undefined ? {} : { maxOutput }),
      ...abilities,
      ...(typeof reasoning === 'boolean' ? { reasoning } : {}),
      ...(reasoning === true ? levels : {}),
    },
  ];
}
