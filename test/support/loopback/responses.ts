import { halves } from './anthropic';
import type { Asked, Frame, Reply } from './reply';
import { encrypt } from './seals';

/** OpenAI Responses: what is read of a request, and the events of a streamed answer. */

interface ResponsesItem {
  type?: string;
  role?: string;
  content?: string | { type: string; text?: string }[];
  id?: string;
  call_id?: string;
  name?: string;
  arguments?: string;
  output?: string | { type: string; text?: string }[];
  encrypted_content?: string;
  summary?: unknown[];
}

export interface ResponsesBody {
  model: string;
  instructions?: string;
  input: string | ResponsesItem[];
  tools?: unknown[];
  max_output_tokens?: number;
  store?: boolean;
  include?: string[];
  stream?: boolean;
  background?: boolean;
  reasoning?: { effort?: string };
  temperature?: number;
  top_p?: number;
}

export function itemsOf(body: ResponsesBody): ResponsesItem[] {
  return typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input;
}

function textOf(content: string | { type: string; text?: string }[] | undefined): string {
  if (content === undefined || typeof content === 'string') return content ?? '';
  return content.map(part => part.text ?? '').join('\n');
}

export function readResponses(body: ResponsesBody): Asked {
  const items = itemsOf(body);
  const last = items.at(-1);
  const spoken = items.filter(item => item.role === 'user').map(item => textOf(item.content));
  const instructions = body.instructions ?? '';
  return {
    model: body.model,
    words: spoken.at(-1) ?? '',
    ...(last?.type === 'function_call_output' && { toolOutput: textOf(last.output) }),
    prefix: body.tools && body.tools.length > 0 ? `${instructions}\n${JSON.stringify(body.tools)}` : instructions,
    turns: items.map(item => `${textOf(item.content)}${item.arguments ?? ''}${textOf(item.output)}`),
    ...(body.max_output_tokens !== undefined && { maxOutput: body.max_output_tokens }),
    writesCache: false,
    wantsUsage: true,
    ...(body.background === true && { background: true }),
  };
}

export function* responsesFrames(reply: Reply): Generator<Frame> {
  let sequence = 0;
  const frame = (type: string, fields: Record<string, unknown>, tokens = 0): Frame => ({
    text: `event: ${type}\ndata: ${JSON.stringify({ type, ...fields, sequence_number: sequence++ })}\n\n`,
    tokens,
  });
  const head = {
    id: `resp_${reply.id}`,
    object: 'response',
    created_at: 1_795_000_000,
    model: reply.model,
    store: false,
    background: reply.background ?? false,
  };
  yield frame('response.created', {
    response: { ...head, status: 'in_progress', output: [], usage: null, error: null },
  });
  yield frame('response.in_progress', {
    response: { ...head, status: 'in_progress', output: [], usage: null, error: null },
  });
  const output: Record<string, unknown>[] = [];

  if (reply.reasoning.length > 0) {
    const place = { item_id: `rs_${reply.id}`, output_index: output.length };
    const item = { id: place.item_id, type: 'reasoning', summary: [] };
    yield frame('response.output_item.added', { output_index: place.output_index, item });
    const part = { ...place, summary_index: 0 };
    yield frame('response.reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } });
    for (const piece of reply.reasoning)
      yield frame('response.reasoning_summary_text.delta', { ...part, delta: piece }, 1);
    const text = reply.reasoning.join('');
    yield frame('response.reasoning_summary_text.done', { ...part, text });
    yield frame('response.reasoning_summary_part.done', { ...part, part: { type: 'summary_text', text } });
    const done = {
      ...item,
      summary: [{ type: 'summary_text', text }],
      encrypted_content: encrypt(reply.host.name, text),
    };
    yield frame('response.output_item.done', { output_index: place.output_index, item: done });
    output.push(done);
  }

  const refused = reply.stop === 'refusal';
  if (reply.text.length > 0 || refused) {
    const place = { item_id: `msg_${reply.id}`, output_index: output.length, content_index: 0 };
    const item = { id: place.item_id, type: 'message', role: 'assistant', status: 'in_progress', content: [] };
    yield frame('response.output_item.added', { output_index: place.output_index, item });
    const text = refused ? 'I cannot help with that.' : reply.text.join('');
    const empty = refused ? { type: 'refusal', refusal: '' } : { type: 'output_text', text: '', annotations: [] };
    const full = refused ? { type: 'refusal', refusal: text } : { type: 'output_text', text, annotations: [] };
    yield frame('response.content_part.added', { ...place, part: empty });
    if (refused) {
      yield frame('response.refusal.delta', { ...place, delta: text });
      yield frame('response.refusal.done', { ...place, refusal: text });
    } else {
      for (const piece of reply.text)
        yield frame('response.output_text.delta', { ...place, delta: piece, logprobs: [] }, 1);
      yield frame('response.output_text.done', { ...place, text, logprobs: [] });
    }
    yield frame('response.content_part.done', { ...place, part: full });
    const done = { ...item, status: reply.stop === 'length' ? 'incomplete' : 'completed', content: [full] };
    yield frame('response.output_item.done', { output_index: place.output_index, item: done });
    output.push(done);
  }

  if (reply.tool) {
    const place = { item_id: `fc_${reply.id}`, output_index: output.length };
    const item = {
      id: place.item_id,
      type: 'function_call',
      call_id: reply.tool.call,
      name: reply.tool.name,
      arguments: '',
    };
    yield frame('response.output_item.added', {
      output_index: place.output_index,
      item: { ...item, status: 'in_progress' },
    });
    for (const piece of halves(reply.tool.json))
      yield frame('response.function_call_arguments.delta', { ...place, delta: piece });
    yield frame('response.function_call_arguments.done', { ...place, arguments: reply.tool.json });
    const done = { ...item, status: 'completed', arguments: reply.tool.json };
    yield frame('response.output_item.done', { output_index: place.output_index, item: done });
    output.push(done);
  }

  const usage = {
    input_tokens: reply.count.fresh + reply.count.cacheRead,
    input_tokens_details: { cached_tokens: reply.count.cacheRead },
    output_tokens: reply.count.output,
    output_tokens_details: { reasoning_tokens: reply.count.reasoning },
    total_tokens: reply.count.fresh + reply.count.cacheRead + reply.count.output,
  };
  const incomplete = reply.stop === 'length';
  yield frame(incomplete ? 'response.incomplete' : 'response.completed', {
    response: {
      ...head,
      status: incomplete ? 'incomplete' : 'completed',
      incomplete_details: incomplete ? { reason: 'max_output_tokens' } : null,
      error: null,
      output,
      usage,
    },
  });
}

/** What breaks a stream that has begun. */
export function responsesError(reply: Reply): string {
  const response = {
    id: `resp_${reply.id}`,
    object: 'response',
    status: 'failed',
    model: reply.model,
    output: [],
    usage: null,
    error: { code: 'server_error', message: 'The server had an error while processing your request.' },
  };
  return `event: response.failed\ndata: ${JSON.stringify({ type: 'response.failed', response, sequence_number: 9_999 })}\n\n`;
}
