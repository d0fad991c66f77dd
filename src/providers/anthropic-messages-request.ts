import type { Endpoint, ModelRequest, Turn } from '../domain/model-request';
import type { Part } from '../domain/part';
import { object } from './json';
import { hostOf, leftOut, settleTurns } from './turns';

/** The API version spoken unless the connection asks for the old one (https://platform.claude.com/docs/en/api/versioning, 2026-10-21). */
export const currentVersion = '2026-10-21';

type Block = Record<string, unknown>;

/** Marks the end of what the provider may keep for five minutes: the next call reads it at a tenth of the price. */
const keep = { cache_control: { type: 'ephemeral' } };

/** The request body. Instructions and tools come first and are cached, then the window up to its last block. */
export function messagesBody(endpoint: Endpoint, request: ModelRequest): string {
  const { model, instructions, tools, maxOutput, effort, temperature } = request;
  const destination = { wire: 'anthropic-messages', model, host: hostOf(endpoint.baseUrl) } as const;
  const messages = settleTurns(request.turns, destination).map(messageOf);
  if (messages[0]?.role !== 'user') messages.unshift({ role: 'user', content: [{ type: 'text', text: leftOut }] });
  const last = messages.at(-1)?.content;
  const lastBlock = last?.at(-1);
  if (last && lastBlock && messages.at(-1)?.role === 'user') last[last.length - 1] = { ...lastBlock, ...keep };
  const descriptions = tools.map(({ name, description, input }) => ({ name, description, input_schema: input }));
  const keepsOld = endpoint.options.apiVersion === '2023-06-01';
  return JSON.stringify({
    model,
    max_tokens: maxOutput,
    stream: true,
    ...(endpoint.provider === 'anthropic' ? { service_tier: 'standard_only' } : {}),
    ...(effort === undefined ? {} : { output_config: { effort } }),
    ...(keepsOld && temperature !== undefined ? { temperature } : {}),
    ...(descriptions.length === 0 ? {} : { tools: instructions === '' ? withLast(descriptions) : descriptions }),
    ...(instructions === '' ? {} : { system: [{ type: 'text', text: instructions, ...keep }] }),
    messages,
  });
}

function withLast(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...keep } : block));
}

/** Tool results travel in a user's message; one that follows it is merged by the provider. */
function messageOf({ role, parts }: Turn): { role: 'user' | 'assistant'; content: Block[] } {
  return { role: role === 'agent' ? 'assistant' : 'user', content: parts.map(blockOf) };
}

function blockOf(part: Part): Block {
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'reasoning':
    case 'provider':
      return { ...object(part.replay?.block) };
    case 'tool-call':
      return { type: 'tool_use', id: callId(part.call), name: part.name, input: object(part.input) };
    case 'tool-result':
      return {
        type: 'tool_result',
        tool_use_id: callId(part.call),
        ...(part.output.trim() === '' ? {} : { content: part.output }),
        ...(part.isError ? { is_error: true } : {}),
      };
  }
}

/** Ids of other wires may hold characters that are refused here: `^[a-zA-Z0-9_-]+$`. */
const callId = (call: string) => call.replaceAll(/[^a-zA-Z0-9_-]/g, '_') || '_';
