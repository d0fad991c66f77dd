import { halves } from './anthropic';
import type { Asked, Frame, Reply } from './reply';
import { seal } from './seals';

/** Chat Completions, as OpenRouter and a plain compatible server speak it. */

interface ChatMessage {
  role: string;
  content?: string | { type: string; text?: string }[] | null;
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
  reasoning?: string;
  reasoning_content?: string;
  reasoning_details?: { type: string; text?: string; signature?: string | null }[];
}

export interface ChatBody {
  model: string;
  messages: ChatMessage[];
  tools?: unknown[];
  max_tokens?: number;
  max_completion_tokens?: number;
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  usage?: { include?: boolean };
  provider?: { data_collection?: string; zdr?: boolean };
}

function textOf(content: ChatMessage['content']): string {
  if (content === undefined || content === null || typeof content === 'string') return content ?? '';
  return content.map(part => part.text ?? '').join('\n');
}

export function readChat(body: ChatBody): Asked {
  const last = body.messages.at(-1);
  const isPrefix = (message: ChatMessage) => message.role === 'system' || message.role === 'developer';
  const instructions = body.messages
    .filter(isPrefix)
    .map(message => textOf(message.content))
    .join('\n');
  const spoken = body.messages.filter(message => message.role === 'user').map(message => textOf(message.content));
  const maxOutput = body.max_completion_tokens ?? body.max_tokens;
  return {
    model: body.model,
    words: spoken.at(-1) ?? '',
    ...(last?.role === 'tool' && { toolOutput: textOf(last.content) }),
    prefix: body.tools && body.tools.length > 0 ? `${instructions}\n${JSON.stringify(body.tools)}` : instructions,
    turns: body.messages
      .filter(message => !isPrefix(message))
      .map(
        message =>
          `${textOf(message.content)}${(message.tool_calls ?? []).map(call => call.function.arguments).join('')}`,
      ),
    ...(maxOutput !== undefined && { maxOutput }),
    writesCache: false,
    wantsUsage: body.stream_options?.include_usage === true,
  };
}

export function* chatFrames(reply: Reply): Generator<Frame> {
  const isRouter = reply.host.name === 'openrouter.ai';
  const head = {
    id: `${isRouter ? 'gen' : 'chatcmpl'}-${reply.id}`,
    object: 'chat.completion.chunk',
    created: 1_795_000_000,
    model: reply.model,
    ...(isRouter && { provider: 'Loopback' }),
  };
  const data = (fields: Record<string, unknown>, tokens = 0): Frame => ({
    text: `data: ${JSON.stringify({ ...head, ...fields })}\n\n`,
    tokens,
  });
  const chunk = (delta: Record<string, unknown>, tokens = 0, finish: string | null = null): Frame =>
    data({ choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }] }, tokens);

  if (isRouter) yield { text: ': OPENROUTER PROCESSING\n\n', tokens: 0 };
  yield chunk({ role: 'assistant', content: '' });
  for (const piece of reply.reasoning) yield chunk(reasoningDelta(isRouter, { text: piece }), 1);
  if (isRouter && reply.reasoning.length > 0) {
    const signature = seal(reply.host.name, reply.model, reply.reasoning.join(''));
    yield chunk(reasoningDelta(isRouter, { text: '', signature }));
  }
  for (const piece of reply.text) yield chunk({ content: piece }, 1);
  if (reply.tool) {
    const [first, second] = halves(reply.tool.json);
    const call = {
      index: 0,
      id: reply.tool.call,
      type: 'function',
      function: { name: reply.tool.name, arguments: first },
    };
    yield chunk({ tool_calls: [call] });
    yield chunk({ tool_calls: [{ index: 0, function: { arguments: second } }] });
  }
  const finish = { end: 'stop', length: 'length', refusal: 'content_filter', 'tool-calls': 'tool_calls' }[reply.stop];
  yield chunk(isRouter ? { content: '' } : {}, 0, finish);
  if (isRouter || reply.wantsUsage) yield data({ choices: [], usage: usageOf(reply, isRouter) });
  yield { text: 'data: [DONE]\n\n', tokens: 0 };
}

function reasoningDelta(isRouter: boolean, piece: { text: string; signature?: string }): Record<string, unknown> {
  if (!isRouter) return { reasoning_content: piece.text };
  const detail = { type: 'reasoning.text', text: piece.text, signature: piece.signature ?? null, index: 0 };
  return { content: '', reasoning: piece.text, reasoning_details: [{ ...detail, format: 'anthropic-claude-v1' }] };
}

function usageOf(reply: Reply, isRouter: boolean): Record<string, unknown> {
  const prompt = reply.count.fresh + reply.count.cacheRead + reply.count.cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: reply.count.output,
    total_tokens: prompt + reply.count.output,
    prompt_tokens_details: { cached_tokens: reply.count.cacheRead },
    completion_tokens_details: { reasoning_tokens: reply.count.reasoning },
    ...(isRouter &&
      reply.dollars !== undefined && {
        // A JSON number with the digits of the exact decimal: the real host sends `0.000172125`, never a string.
        cost: Number(reply.dollars),
        is_byok: false,
        cost_details: { upstream_inference_cost: null },
      }),
  };
}

/** What breaks a stream that has begun: an `error` beside `choices`, inside a 200. */
export function chatError(reply: Reply): string {
  const error = { code: 502, message: 'Provider disconnected' };
  const choices = [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'error' }];
  return `data: ${JSON.stringify({ id: `gen-${reply.id}`, model: reply.model, object: 'chat.completion.chunk', error, choices })}\n\n`;
}
