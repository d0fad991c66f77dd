import type { Endpoint, ModelRequest, SentFiles, Turn } from '../domain/model-request';
import type { FilePart, Part } from '../domain/part';
import { strictShape } from './answer-shape';
import { budgetOf } from './efforts';
import { object, text } from './json';
import { dataOf, hostOf, leftOut, settleTurns } from './turns';

/** The API version spoken unless the connection asks for the old one (https://platform.claude.com/docs/en/api/versioning, 2026-10-21). */
export const currentVersion = '2026-10-21';

type Block = Record<string, unknown>;
interface Message {
  role: 'user' | 'assistant';
  content: Block[];
}

/** Marks the end of what the provider may keep for five minutes: the next call reads it at a tenth of the price. */
const keep = { cache_control: { type: 'ephemeral' } };

/** The request body. Instructions and tools come first and are cached, then the window up to its last block. */
export function messagesBody(endpoint: Endpoint, request: ModelRequest): string {
  const { model, instructions, tools, maxOutput, temperature, files } = request;
  const withoutTools = tools.length === 0;
  const destination = {
    wire: 'anthropic-messages',
    model,
    host: hostOf(endpoint.baseUrl),
    files,
    withoutTools,
  } as const;
  const messages: Message[] = settleTurns(request.turns, destination).map(turn => messageOf(turn, files));
  if (messages[0]?.role !== 'user') messages.unshift({ role: 'user', content: [{ type: 'text', text: leftOut }] });
  // The end of the window, and where the last call's ended: a breakpoint finds what was kept up to twenty blocks before it.
  const answered = messages.findLastIndex(({ role }) => role === 'assistant');
  keepUpTo(messages[answered - 1]);
  if (answered < messages.length - 1) keepUpTo(messages.at(-1));
  const descriptions = tools.map(({ name, description, input }) => ({ name, description, input_schema: input }));
  const { effort, ...thinking } = thinkingOf(request, messages);
  const schema = strictShape(request.answer);
  const format = schema && { format: { type: 'json_schema', schema } };
  const keepsOld = endpoint.options.apiVersion === '2023-06-01';
  return JSON.stringify({
    model,
    max_tokens: maxOutput,
    stream: true,
    ...(endpoint.provider === 'anthropic' ? { service_tier: 'standard_only' } : {}),
    ...thinking,
    ...(format || effort ? { output_config: { ...effort, ...format } } : {}),
    ...(keepsOld && temperature !== undefined ? { temperature } : {}),
    ...(descriptions.length === 0 ? {} : { tools: instructions === '' ? withLast(descriptions) : descriptions }),
    ...(instructions === '' ? {} : { system: [{ type: 'text', text: instructions, ...keep }] }),
    messages,
  });
}

/** What is counted of a request: without what says how it is to be answered, which that endpoint refuses. */
export function countedBody(endpoint: Endpoint, request: ModelRequest): string {
  const {
    max_tokens: _,
    stream: __,
    service_tier: ___,
    temperature: ____,
    ...counted
  } = object(JSON.parse(messagesBody(endpoint, request)));
  return JSON.stringify(counted);
}

function keepUpTo(message: Message | undefined): void {
  if (message) message.content = withLast(message.content);
}

/**
 * How hard it should think (https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking, 2026-11). Newer models
 * leave the words of their thinking out unless asked. A budget cannot be given in the middle of a chain of tool calls
 * that another model began: the last answer would have to begin with a signed thought.
 */
function thinkingOf(
  { effort, thinking, maxOutput }: ModelRequest,
  messages: readonly Message[],
): { effort?: Block; thinking?: Block } {
  if (effort === undefined) return {};
  if (thinking !== 'budget') {
    const adaptive = { type: 'adaptive', display: 'summarized' };
    return { effort: { effort }, ...(thinking === 'adaptive' ? { thinking: adaptive } : {}) };
  }
  const budget_tokens = budgetOf(effort, maxOutput);
  const answer = messages.findLast(({ role }) => role === 'assistant');
  const isUnderWay = messages.at(-1)?.content.some(({ type }) => type === 'tool_result') ?? false;
  const begins = text(answer?.content[0]?.['type'])?.endsWith('thinking') ?? false;
  if (budget_tokens === undefined || (isUnderWay && !begins)) return {};
  return { thinking: { type: 'enabled', budget_tokens } };
}

function withLast(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, ...keep } : block));
}

/** Tool results travel in a user's message; one that follows it is merged by the provider. */
function messageOf({ role, parts }: Turn, files: SentFiles | undefined): Message {
  return { role: role === 'agent' ? 'assistant' : 'user', content: parts.map(part => blockOf(part, files)) };
}

function blockOf(part: Part, files: SentFiles | undefined): Block {
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'file':
      return fileOf(part, files);
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

/** https://platform.claude.com/docs/en/build-with-claude/vision and …/pdf-support, 2026-11. */
function fileOf(part: FilePart, files: SentFiles | undefined): Block {
  const source = { type: 'base64', media_type: part.type, data: dataOf(files, part) };
  return part.type === 'application/pdf' ? { type: 'document', source, title: part.name } : { type: 'image', source };
}

/** Ids of other wires may hold characters that are refused here: `^[a-zA-Z0-9_-]+$`. */
const callId = (call: string) => call.replaceAll(/[^a-zA-Z0-9_-]/g, '_') || '_';
