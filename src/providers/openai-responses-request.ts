import type { Endpoint, ModelRequest, SentFiles, Turn } from '../domain/model-request';
import type { FilePart, Part, Replay, TextPart } from '../domain/part';
import { answerName, strictShape } from './answer-shape';
import { object } from './json';
import { dataUrl, hostOf, settleTurns } from './turns';

type Item = Record<string, unknown>;

/** The API refuses a smaller limit. */
const smallestOutput = 16;

/** Models that do not reason. */
const cannotReason = /^(?:ft:)?(?:gpt-3|gpt-4|chatgpt-)/;

/** What a model that reasons is asked to send along; one that does not refuses to be asked. */
export function includes(model: string): string[] {
  return cannotReason.test(model) ? [] : ['reasoning.encrypted_content'];
}

/**
 * The request body. Nothing is stored at the provider (`store: false`), so reasoning comes back encrypted and is sent
 * along with the next call instead. A reply that is to outlive its connection is made in the background: OpenAI, and
 * only OpenAI, then keeps it for about ten minutes (https://developers.openai.com/api/docs/guides/background, 2026-11).
 */
export function responsesBody(endpoint: Endpoint, request: ModelRequest): string {
  const { model, instructions, tools, maxOutput, effort, temperature, cacheKey, resumable, files } = request;
  const isOpenAi = endpoint.provider === 'openai';
  const include = includes(model);
  const schema = strictShape(request.answer);
  const withoutTools = tools.length === 0;
  const destination = { wire: 'openai-responses', model, host: hostOf(endpoint.baseUrl), files, withoutTools } as const;
  return JSON.stringify({
    model,
    ...(instructions === '' ? {} : { instructions }),
    ...(tools.length === 0 ? {} : { tools: tools.map(describe) }),
    input: settleTurns(request.turns, destination).flatMap(turn => itemsOf(turn, files)),
    max_output_tokens: Math.max(smallestOutput, maxOutput),
    stream: true,
    store: false,
    ...(include.length > 0 ? { include } : {}),
    ...(isOpenAi ? { service_tier: 'default' } : {}),
    ...(isOpenAi && cacheKey !== undefined ? { prompt_cache_key: cacheKey } : {}),
    ...(isOpenAi && resumable ? { background: true } : {}),
    ...(effort === undefined ? {} : { reasoning: { effort } }),
    ...(schema ? { text: { format: { type: 'json_schema', name: answerName, schema, strict: true } } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
  });
}

/** `strict` is off: it demands that every property is required, which tools of others do not promise. */
function describe({ name, description, input }: ModelRequest['tools'][number]): Item {
  return { type: 'function', name, description, parameters: input, strict: false };
}

/** A turn is a message around the items that stand for themselves; files and the words beside them are one message. */
function itemsOf({ role, parts }: Turn, files: SentFiles | undefined): Item[] {
  if (!parts.some(part => part.kind === 'file')) return parts.flatMap(part => itemOf(role, part));
  const content = parts.filter(part => part.kind === 'text' || part.kind === 'file');
  return [{ type: 'message', role: 'user', content: content.map(part => contentOf(part, files)) }];
}

/**
 * A picture is asked to be looked at in full, but within the model's usual bounds: by default the newest models cut it into
 * as many pieces as it has (https://developers.openai.com/api/docs/guides/images-vision, 2026-11).
 */
function contentOf(part: TextPart | FilePart, files: SentFiles | undefined): Item {
  if (part.kind === 'text') return { type: 'input_text', text: part.text };
  if (part.type === 'application/pdf')
    return { type: 'input_file', filename: part.name, file_data: dataUrl(files, part) };
  return { type: 'input_image', image_url: dataUrl(files, part), detail: 'high' };
}

function itemOf(role: Turn['role'], part: Part): Item[] {
  switch (part.kind) {
    case 'text':
      return [{ type: 'message', role: role === 'agent' ? 'assistant' : 'user', content: part.text }];
    case 'file':
      return [];
    case 'reasoning':
    case 'provider':
      return blockOf(part.replay);
    case 'tool-call':
      return [{ type: 'function_call', call_id: part.call, name: part.name, arguments: JSON.stringify(part.input) }];
    case 'tool-result':
      return [{ type: 'function_call_output', call_id: part.call, output: part.output }];
  }
}

/** Items kept at the provider cannot be named by id, only sent whole; of reasoning only the encrypted form counts. */
function blockOf(replay: Replay | undefined): Item[] {
  const block = object(replay?.block);
  if (block['type'] !== 'reasoning') return [{ ...block }];
  if (typeof block['encrypted_content'] !== 'string') return [];
  const { id, summary, encrypted_content } = block;
  return [{ type: 'reasoning', ...(typeof id === 'string' ? { id } : {}), summary: summary ?? [], encrypted_content }];
}
