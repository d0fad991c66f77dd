import { tokensOf } from './ledger';
import type { Asked, Frame, Reply } from './reply';
import { seal } from './seals';

/** Anthropic Messages: what is read of a request, and the events of a streamed answer (shapes of 2026-10-21). */

export interface TextBlock {
  type: string;
  text?: string;
  cache_control?: unknown;
  citations?: unknown[];
  thinking?: string;
  signature?: string;
  id?: string;
  tool_use_id?: string;
  content?: string | TextBlock[];
}

export interface MessagesBody {
  model: string;
  max_tokens?: number;
  system?: string | TextBlock[];
  messages: { role: string; content: string | TextBlock[] }[];
  tools?: unknown[];
  stream?: boolean;
  thinking?: { type: string; budget_tokens?: number };
  cache_control?: unknown;
  temperature?: number;
  top_p?: number;
  top_k?: number;
}

export function blocksOf(content: string | TextBlock[]): TextBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function textOf(blocks: TextBlock[]): string {
  return blocks
    .map(block => block.text ?? block.thinking ?? (block.content === undefined ? '' : textOf(blocksOf(block.content))))
    .join('\n');
}

export function readMessages(body: MessagesBody): Asked {
  const last = body.messages.at(-1);
  const lastBlocks = last ? blocksOf(last.content) : [];
  const result = lastBlocks.find(block => block.type === 'tool_result');
  const spoken = body.messages
    .filter(message => message.role === 'user')
    .map(message => textOf(blocksOf(message.content).filter(block => block.type === 'text')))
    .filter(text => text !== '');
  const system = body.system === undefined ? '' : textOf(blocksOf(body.system));
  return {
    model: body.model,
    words: spoken.at(-1) ?? '',
    ...(result && { toolOutput: textOf(blocksOf(result.content ?? '')) }),
    prefix: body.tools && body.tools.length > 0 ? `${system}\n${JSON.stringify(body.tools)}` : system,
    turns: body.messages.map(message => textOf(blocksOf(message.content))),
    ...(body.max_tokens !== undefined && { maxOutput: body.max_tokens }),
    writesCache: JSON.stringify(body).includes('"cache_control"'),
    wantsUsage: true,
  };
}

export function* messagesFrames(reply: Reply): Generator<Frame> {
  const input = {
    input_tokens: reply.count.fresh,
    cache_creation_input_tokens: reply.count.cacheWrite,
    cache_read_input_tokens: reply.count.cacheRead,
  };
  yield frame({
    type: 'message_start',
    message: {
      id: `msg_${reply.id}`,
      type: 'message',
      role: 'assistant',
      model: reply.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: {
        ...input,
        cache_creation: { ephemeral_5m_input_tokens: reply.count.cacheWrite, ephemeral_1h_input_tokens: 0 },
        output_tokens: 1,
        service_tier: 'standard',
      },
    },
  });
  let index = 0;
  if (reply.reasoning.length > 0) {
    yield start(index, { type: 'thinking', thinking: '', signature: '' });
    yield frame({ type: 'ping' });
    for (const piece of reply.reasoning) yield delta(index, { type: 'thinking_delta', thinking: piece }, 1);
    const signature = seal(reply.host.name, reply.model, reply.reasoning.join(''));
    yield delta(index, { type: 'signature_delta', signature });
    yield frame({ type: 'content_block_stop', index: index++ });
  }
  if (reply.text.length > 0) {
    yield start(index, { type: 'text', text: '' });
    for (const piece of reply.text) yield delta(index, { type: 'text_delta', text: piece }, 1);
    yield frame({ type: 'content_block_stop', index: index++ });
  }
  for (const { call, name, json } of reply.tool ? [reply.tool, ...reply.also] : []) {
    yield start(index, { type: 'tool_use', id: call.replace('call', 'toolu'), name, input: {} });
    const [first, second] = halves(json);
    yield delta(index, { type: 'input_json_delta', partial_json: first }, tokensOf(json));
    yield delta(index, { type: 'input_json_delta', partial_json: second });
    yield frame({ type: 'content_block_stop', index: index++ });
  }
  const stopReason = { end: 'end_turn', length: 'max_tokens', refusal: 'refusal', 'tool-calls': 'tool_use' }[
    reply.stop
  ];
  yield frame({
    type: 'message_delta',
    delta: { stop_reason: stopReason, stop_sequence: null, stop_details: null },
    usage: {
      ...input,
      output_tokens: reply.count.output,
      ...(reply.count.reasoning > 0 && { output_tokens_details: { thinking_tokens: reply.count.reasoning } }),
    },
  });
  yield frame({ type: 'message_stop' });
}

/** What breaks a stream that has begun. */
export function messagesError(): string {
  return frame({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }).text;
}

function start(index: number, block: unknown): Frame {
  return frame({ type: 'content_block_start', index, content_block: block });
}

function delta(index: number, value: unknown, tokens = 0): Frame {
  return frame({ type: 'content_block_delta', index, delta: value }, tokens);
}

function frame(data: { type: string; [field: string]: unknown }, tokens = 0): Frame {
  return { text: `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`, tokens };
}

/** Tool arguments come in pieces that are no JSON of their own. */
export function halves(json: string): [string, string] {
  const middle = Math.ceil(json.length / 2);
  return [json.slice(0, middle), json.slice(middle)];
}
