import type { ConnectionOptions, ModelInfo } from '../domain/connection';
import type { Instant } from '../domain/id';
import type { Endpoint } from '../domain/model-request';
import type { ProviderCall } from '../domain/ports';
import { inOrder } from './efforts';
import { count, list, object, text, type Json } from './json';
import { knownAbilities } from './known-models';
import { listedPrice } from './listed-price';
import { getJson } from './wire-call';

/** The only header of ours: picky servers (Ollama, Fireworks) refuse a request that carries more (WIRE 1.5). */
export const headers = { 'content-type': 'application/json' };

/** `GET /models` of OpenAI, OpenRouter and every compatible server: what a row does not say stays unknown. */
export async function listOpenAiModels(endpoint: Endpoint, call: ProviderCall): Promise<ModelInfo[]> {
  const answer = await getJson(call, `${endpoint.baseUrl}/models`, headers);
  const rows = Array.isArray(answer) ? list(answer) : list(object(answer)['data']);
  return rows
    .map(object)
    .flatMap(row => readModel(row, call.now()))
    .map(info => ({ ...knownAbilities(endpoint.provider, info.id), ...info }));
}

/** Whether the key works, for free. OpenRouter's list answers without a key, so there the key itself is asked about. */
export async function checkOpenAiKey(endpoint: Endpoint, call: ProviderCall): Promise<ConnectionOptions> {
  await getJson(call, `${endpoint.baseUrl}/${endpoint.provider === 'openrouter' ? 'key' : 'models'}`, headers);
  return {};
}

function readModel(row: Json, now: Instant): ModelInfo[] {
  const id = text(row['id']);
  if (id === undefined) return [];
  const created = count(row['created']);
  const contextWindow =
    count(row['context_length']) ??
    count(row['context_window']) ??
    count(row['max_context_length']) ??
    count(row['max_model_len']);
  const maxOutput = count(object(row['top_provider'])['max_completion_tokens']) ?? count(row['max_completion_tokens']);
  const price = listedPrice(row['pricing']);
  return [
    {
      id,
      name: text(row['name']) ?? id,
      ...(contextWindow === undefined ? {} : { contextWindow }),
      ...(maxOutput === undefined ? {} : { maxOutput }),
      ...(created === undefined || created === 0 ? {} : { created: created * 1_000 }),
      ...readAbilities(row),
      ...readLifecycle(row, now),
      ...(price ? { price } : {}),
    },
  ];
}

/** OpenAI's day of shutdown and OpenRouter's of expiry: until then a model answers, but nobody should begin with it. */
function readLifecycle(row: Json, now: Instant): Pick<ModelInfo, 'lifecycle'> {
  const end = row['shutdown_date'] ?? row['expiration_date'];
  const at = typeof end === 'number' ? end * 1_000 : Date.parse(text(end) ?? '');
  if (Number.isNaN(at)) return {};
  return { lifecycle: at <= now ? 'retired' : 'deprecated' };
}

/** OpenRouter's fields, and Mistral's `capabilities` (https://docs.mistral.ai/api/endpoint/models, 2026-11). */
function readAbilities(row: Json): Partial<ModelInfo> {
  const parameters = row['supported_parameters'];
  const inputs = object(row['architecture'])['input_modalities'];
  const { function_calling: tools, vision: images } = object(row['capabilities']);
  return {
    ...(typeof tools === 'boolean' ? { tools } : {}),
    ...(typeof images === 'boolean' ? { images } : {}),
    ...(Array.isArray(parameters)
      ? {
          tools: parameters.includes('tools'),
          reasoning: parameters.includes('reasoning'),
          structured: parameters.includes('structured_outputs'),
        }
      : {}),
    ...(Array.isArray(inputs) ? { images: inputs.includes('image'), pdfs: inputs.includes('file') } : {}),
    ...readEfforts(row, Array.isArray(parameters) && parameters.includes('reasoning')),
  };
}

/** Where a model that reasons names no list, its router takes every effort and makes of it what the model understands. */
function readEfforts(row: Json, reasons: boolean): Partial<ModelInfo> {
  const efforts = list(object(row['reasoning'])['supported_efforts']).flatMap(effort => text(effort) ?? []);
  if (efforts.length > 0) return { efforts: inOrder(efforts) };
  return reasons ? { efforts: ['low', 'medium', 'high'] } : {};
}
