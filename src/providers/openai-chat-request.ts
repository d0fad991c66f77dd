import type { Endpoint, ModelRequest, SentFiles, Turn } from '../domain/model-request';
import { decimalDollars } from '../domain/money';
import { plainText, type FilePart, type ReasoningPart, type ToolCallPart } from '../domain/part';
import type { ProviderName } from '../domain/connection';
import { answerName, strictShape } from './answer-shape';
import { object } from './json';
import { dataUrl, hostOf, settleTurns } from './turns';

type Message = Record<string, unknown>;

/** The request body. Every server of this wire knows a little less than OpenAI, so each field is sent only where it is known. */
export function chatBody(endpoint: Endpoint, request: ModelRequest): string {
  const { model, instructions, tools, maxOutput, temperature, files } = request;
  const { provider } = endpoint;
  const schema = strictShape(request.answer);
  const withoutTools = tools.length === 0;
  const destination = { wire: 'openai-chat', model, host: hostOf(endpoint.baseUrl), files, withoutTools } as const;
  const system = instructions === '' ? [] : [{ role: 'system', content: instructions }];
  const turns = settleTurns(request.turns, destination);
  return JSON.stringify({
    model,
    ...(tools.length === 0 ? {} : { tools: tools.map(describe) }),
    messages: [...system, ...turns.flatMap(turn => messagesOf(turn, provider, files))],
    ...(provider === 'openai' ? { max_completion_tokens: maxOutput, store: false } : { max_tokens: maxOutput }),
    stream: true,
    // Mistral refuses fields it does not know, and reports usage unasked.
    ...(provider === 'mistral' ? {} : { stream_options: { include_usage: true } }),
    ...effortOf(endpoint, request),
    ...(schema
      ? { response_format: { type: 'json_schema', json_schema: { name: answerName, schema, strict: true } } }
      : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(provider === 'openai' ? { service_tier: 'default' } : {}),
    ...(provider === 'openai' && request.cacheKey !== undefined ? { prompt_cache_key: request.cacheKey } : {}),
    ...(provider === 'openrouter' ? routing(endpoint, request) : {}),
  });
}

/**
 * OpenRouter: the least retention it offers, no server dearer than what was reserved, the cost in the last chunk, the
 * same server for what begins alike, and caching for the one maker whose models cache only when asked: Google's cache by
 * themselves, and asked they bill for keeping (https://openrouter.ai/docs/features/prompt-caching, 2026-11).
 */
function routing({ options }: Endpoint, { model, maxPrice, cacheKey }: ModelRequest): Message {
  const preferences = {
    ...(options.denyDataCollection === false ? {} : { data_collection: 'deny' }),
    ...(options.zeroRetention ? { zdr: true } : {}),
    ...(maxPrice
      ? { max_price: { prompt: decimalDollars(maxPrice.input), completion: decimalDollars(maxPrice.output) } }
      : {}),
  };
  return {
    usage: { include: true },
    ...(Object.keys(preferences).length === 0 ? {} : { provider: preferences }),
    ...(cacheKey === undefined ? {} : { session_id: cacheKey }),
    ...(model.startsWith('anthropic/') ? { cache_control: { type: 'ephemeral' } } : {}),
  };
}

function effortOf({ provider }: Endpoint, { effort }: ModelRequest): Message {
  if (effort === undefined) return {};
  // DeepSeek's own word for no thinking at all (https://api-docs.deepseek.com/guides/thinking_mode, 2026-11).
  if (provider === 'deepseek' && effort === 'none') return { thinking: { type: 'disabled' } };
  return provider === 'openrouter' ? { reasoning: { effort } } : { reasoning_effort: effort };
}

function describe({ name, description, input }: ModelRequest['tools'][number]): Message {
  return { type: 'function', function: { name, description, parameters: input } };
}

function messagesOf({ role, parts }: Turn, provider: ProviderName, files: SentFiles | undefined): Message[] {
  switch (role) {
    case 'user':
      return [{ role: 'user', content: contentOf(parts, provider, files) }];
    case 'agent':
      return assistant(parts, provider);
    case 'tool':
      return parts.flatMap(part =>
        part.kind === 'tool-result'
          ? [{ role: 'tool', tool_call_id: callId(part.call, provider), content: part.output }]
          : [],
      );
  }
}

/** Words alone are a text, as every server takes them; beside files each is a piece. */
function contentOf(parts: Turn['parts'], provider: ProviderName, files: SentFiles | undefined): string | Message[] {
  if (!parts.some(part => part.kind === 'file')) return plainText(parts);
  return parts.flatMap(part => {
    if (part.kind === 'text') return [{ type: 'text', text: part.text }];
    return part.kind === 'file' ? [fileOf(part, provider, files)] : [];
  });
}

/** How closely a picture is looked at is a word of OpenAI's: it bounds what the picture costs there. */
function fileOf(part: FilePart, provider: ProviderName, files: SentFiles | undefined): Message {
  const url = dataUrl(files, part);
  if (part.type === 'application/pdf') return { type: 'file', file: { filename: part.name, file_data: url } };
  const knowsDetail = provider === 'openai' || provider === 'openrouter';
  return { type: 'image_url', image_url: { url, ...(knowsDetail ? { detail: 'high' } : {}) } };
}

function assistant(parts: Turn['parts'], provider: ProviderName): Message[] {
  const content = plainText(parts);
  const calls = parts.filter(part => part.kind === 'tool-call');
  if (content === '' && calls.length === 0) return [];
  const reasoning = parts.filter(part => part.kind === 'reasoning');
  return [
    {
      role: 'assistant',
      content: content === '' ? null : content,
      ...replayed(reasoning, calls, provider),
      ...(calls.length === 0 ? {} : { tool_calls: calls.map(call => describeCall(call, provider)) }),
    },
  ];
}

function describeCall(part: ToolCallPart, provider: ProviderName): Message {
  const { name, input, call } = part;
  return { id: callId(call, provider), type: 'function', function: { name, arguments: JSON.stringify(input) } };
}

/** Reasoning that must come back: OpenRouter's signed details; DeepSeek's own words, but only beside tool calls. */
function replayed(
  reasoning: readonly ReasoningPart[],
  calls: readonly ToolCallPart[],
  provider: ProviderName,
): Message {
  const details = reasoning.flatMap(part => object(part.replay?.block)['reasoning_details'] ?? []);
  if (provider === 'openrouter' && details.length > 0) return { reasoning_details: details };
  if (provider !== 'deepseek' || calls.length === 0) return {};
  return { reasoning_content: reasoning.map(part => part.text).join('') };
}

/** Mistral takes ids of exactly nine letters and digits (https://docs.mistral.ai, 2026-10); others take any. */
function callId(call: string, provider: ProviderName): string {
  if (provider !== 'mistral' || /^[a-zA-Z0-9]{9}$/.test(call)) return call;
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(call)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36).padStart(9, '0').slice(-9);
}
