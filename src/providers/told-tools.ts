import type { Turn } from '../domain/model-request';
import type { Part, ToolCallPart, ToolResultPart } from '../domain/part';

/**
 * A window with tool calls in it, for a request that offers no tools: the notes on a long conversation, an agent whose tools
 * were taken away, a model that has none. Anthropic refuses such a request ("Requests which include `tool_use` or
 * `tool_result` blocks must define tools", https://github.com/BerriAI/litellm/issues/4689), and other servers do not know
 * the blocks at all: what was called and what came of it is told in words. The results follow their calls (`pairResults`).
 */
export function tellTools(turns: readonly Turn[]): Turn[] {
  return turns.map(({ role, parts }): Turn => {
    if (role === 'tool') return { role: 'user', parts: parts.map(told) };
    // What a model thought before a call belongs to that call, and goes with it only.
    const calls = parts.some(part => part.kind === 'tool-call');
    return { role, parts: calls ? parts.filter(isSaid).map(told) : parts };
  });
}

const isSaid = ({ kind }: Part) => kind !== 'reasoning' && kind !== 'provider';

function told(part: Part): Part {
  if (part.kind === 'tool-call') return { kind: 'text', text: callInWords(part) };
  return part.kind === 'tool-result' ? { kind: 'text', text: resultInWords(part) } : part;
}

const callInWords = ({ name, input, unparsed }: ToolCallPart) =>
  `(Called ${name}: ${unparsed ?? JSON.stringify(input)})`;

const resultInWords = ({ name, output, isError }: ToolResultPart) =>
  `(${isError ? 'Failure' : 'Result'} of ${name}: ${output})`;
