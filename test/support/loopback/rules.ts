import { blocksOf, type MessagesBody, type TextBlock } from './anthropic';
import type { ChatBody } from './chat';
import type { GeminiBody } from './gemini';
import type { HostName } from './hosts';
import { itemsOf, type ResponsesBody } from './responses';
import { isEncrypted, isSealed } from './seals';
import { complainOfBreakpoints, complainOfEffort, complainOfThinking } from './thinking-rules';

/** What a real provider refuses beyond the shape of a body. Each returns the complaint, or nothing. */

export function complainOfMessages(body: MessagesBody, version: string | undefined): string | undefined {
  if (version !== '2026-10-21' && version !== '2023-06-01') return 'anthropic-version: header is required';
  if (!isPositiveInteger(body.max_tokens)) return 'max_tokens: Field required';
  if (version === '2026-10-21') {
    for (const name of ['temperature', 'top_p', 'top_k'] as const) {
      if (body[name] !== undefined) return `${name}: no longer supported in 2026-10-21`;
    }
  }
  if (body.system === '') return 'system: text content blocks must be non-empty';
  if (body.messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  let open: string[] = [];
  for (const [index, message] of body.messages.entries()) {
    const place = `messages.${index}`;
    const blocks = blocksOf(message.content);
    if (blocks.length === 0) return `${place}: all messages must have non-empty content`;
    const complaint = complainOfBlocks(blocks, message.role, version, place);
    if (complaint !== undefined) return complaint;
    const results = blocks.filter(block => block.type === 'tool_result').map(block => String(block.tool_use_id));
    const stray = results.find(id => !open.includes(id));
    if (stray !== undefined) return `${place}: unexpected tool_use_id found in tool_result blocks: ${stray}`;
    const missing = open.find(id => !results.includes(id));
    if (missing !== undefined)
      return `${place}: tool_use ids were found without tool_result blocks immediately after: ${missing}`;
    open = blocks.filter(block => block.type === 'tool_use').map(block => String(block.id));
  }
  if (open.length > 0) return 'messages: tool_use ids were found without tool_result blocks';
  const uses = body.messages.flatMap(({ content }) => blocksOf(content)).some(({ type }) => type.startsWith('tool_'));
  if (uses && !body.tools?.length)
    return 'Requests which include `tool_use` or `tool_result` blocks must define tools.';
  return complainOfThinking(body) ?? complainOfBreakpoints(body);
}

function complainOfBlocks(blocks: TextBlock[], role: string, version: string, place: string): string | undefined {
  for (const block of blocks) {
    if (block.type === 'text' && (block.text ?? '').trim() === '')
      return `${place}: text content blocks must be non-empty`;
    if (block.type === 'thinking' && !isSealed('api.anthropic.com', block.thinking ?? '', block.signature ?? '')) {
      return `${place}: Invalid \`signature\` in \`thinking\` block`;
    }
    if (version !== '2026-10-21') continue;
    if (role === 'assistant' && block.type === 'document')
      return `${place}: document blocks are not allowed in assistant messages`;
    if (role === 'user' && block.type === 'text' && (block.citations ?? []).length > 0) {
      return `${place}: citations are not allowed on user text`;
    }
  }
  return undefined;
}

export function complainOfResponses(body: ResponsesBody): string | undefined {
  if (body.max_output_tokens !== undefined && !(body.max_output_tokens >= 16)) {
    return "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16.";
  }
  if (/^(gpt-5|o\d)/.test(body.model) && (body.temperature !== undefined || body.top_p !== undefined)) {
    return "Unsupported parameter: 'temperature' is not supported with this model.";
  }
  const effort = complainOfEffort(body);
  if (effort !== undefined) return effort;
  const called = new Set<string>();
  const answered = new Set<string>();
  for (const item of itemsOf(body)) {
    if (item.type === 'function_call') called.add(String(item.call_id));
    if (item.type === 'function_call_output') {
      if (!called.has(String(item.call_id)))
        return `No tool call found for function call output with call_id ${item.call_id}.`;
      answered.add(String(item.call_id));
    }
    if (item.type === 'reasoning') {
      if (item.encrypted_content === undefined)
        return `Item with id '${item.id}' not found. Items are not persisted when \`store\` is false.`;
      if (!isEncrypted('api.openai.com', item.encrypted_content)) {
        return `The encrypted content for item ${item.id} could not be verified.`;
      }
    }
  }
  const missing = [...called].find(call => !answered.has(call));
  if (missing !== undefined) return `No tool output found for function call ${missing}.`;
  return undefined;
}

const compatibleFields = new Set([
  'model',
  'messages',
  'tools',
  'tool_choice',
  'max_tokens',
  'max_completion_tokens',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'stop',
  'reasoning_effort',
  'parallel_tool_calls',
  'response_format',
  'seed',
]);

export function complainOfChat(body: ChatBody, host: HostName): string | undefined {
  if (host === 'custom.example') {
    const foreign = Object.keys(body).find(name => !compatibleFields.has(name));
    if (foreign !== undefined) return `Unrecognized request argument supplied: ${foreign}`;
  }
  let open: string[] = [];
  for (const [index, message] of body.messages.entries()) {
    const place = `messages[${index}]`;
    if (message.role === 'tool') {
      const call = String(message.tool_call_id);
      if (!open.includes(call)) return `Invalid '${place}': a 'tool' message must follow a message with 'tool_calls'.`;
      open = open.filter(id => id !== call);
      continue;
    }
    if (open.length > 0)
      return `An assistant message with 'tool_calls' must be followed by tool messages: ${open.join(', ')}`;
    open = (message.tool_calls ?? []).map(call => call.id);
    for (const detail of message.reasoning_details ?? []) {
      const isForeign = typeof detail.signature === 'string' && !isSealed(host, detail.text ?? '', detail.signature);
      if (isForeign) return `Invalid '${place}': the signature of its reasoning was not made here.`;
    }
  }
  if (open.length > 0) return `tool_calls without a response: ${open.join(', ')}`;
  return undefined;
}

/** Not the provider's rules but ours (least retention, always an output limit): broken, they fail the test. */
export function promisesBroken(
  host: HostName,
  dialect: string,
  body: MessagesBody & ResponsesBody & ChatBody & GeminiBody,
): string[] {
  const broken: string[] = [];
  if (dialect === 'gemini') {
    if (body.store !== false) broken.push('the call may be logged: `store` is not false');
    if (body.generationConfig?.maxOutputTokens === undefined) broken.push('no output limit');
    return broken;
  }
  if (body.stream !== true) broken.push('the answer is not streamed');
  if (dialect === 'openai-responses') {
    if (body.store !== false) broken.push('the answer may be stored: `store` is not false');
    if (!(body.include ?? []).includes('reasoning.encrypted_content'))
      broken.push('encrypted reasoning is not asked for');
    if (body.max_output_tokens === undefined) broken.push('no output limit');
  }
  if (dialect === 'openai-chat' && body.max_tokens === undefined && body.max_completion_tokens === undefined) {
    broken.push('no output limit');
  }
  if (host === 'openrouter.ai' && body.provider?.data_collection !== 'deny')
    broken.push('data collection is not denied');
  return broken;
}

function isPositiveInteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
