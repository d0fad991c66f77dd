import type { Endpoint, ModelRequest, SentFiles, Turn } from '../domain/model-request';
import type { FilePart, Part, TextPart } from '../domain/part';
import { strictShape } from './answer-shape';
import { budgetOf } from './efforts';
import { object, text } from './json';
import { dataOf, hostOf, leftOut, settleTurns } from './turns';

type Block = Record<string, unknown>;
interface Content {
  role: 'user' | 'model';
  parts: Block[];
}

/**
 * Stands where a call was not signed: written by another model, or by one that signs nothing. Without it the models that
 * check signatures refuse the window (https://ai.google.dev/gemini-api/docs/thought-signatures, 2026-11).
 */
const unsigned = 'skip_thought_signature_validator';

/** The request body; the model stands in the address. Nothing is asked to be logged: `store` is false. */
export function geminiBody(endpoint: Endpoint, request: ModelRequest): string {
  const { model, instructions, tools, maxOutput, temperature, files } = request;
  const schema = strictShape(request.answer);
  const withoutTools = tools.length === 0;
  const destination = { wire: 'gemini', model, host: hostOf(endpoint.baseUrl), files, withoutTools } as const;
  const contents = settleTurns(request.turns, destination).map(turn => contentOf(turn, files));
  if (contents[0]?.role !== 'user') contents.unshift({ role: 'user', parts: [{ text: leftOut }] });
  return JSON.stringify({
    ...(instructions === '' ? {} : { systemInstruction: { parts: [{ text: instructions }] } }),
    ...(tools.length === 0 ? {} : { tools: [{ functionDeclarations: tools.map(describe) }] }),
    contents,
    generationConfig: {
      maxOutputTokens: maxOutput,
      ...(temperature === undefined ? {} : { temperature }),
      ...thinkingOf(request),
      ...(schema ? { responseMimeType: 'application/json', responseJsonSchema: schema } : {}),
    },
    store: false,
  });
}

/** How hard it should think: a level, of the second generation a number of tokens (https://ai.google.dev/gemini-api/docs/thinking, 2026-11). */
function thinkingOf({ effort, thinking, maxOutput }: ModelRequest): Block {
  if (effort === undefined) return {};
  if (thinking !== 'budget') return { thinkingConfig: { includeThoughts: true, thinkingLevel: effort } };
  const thinkingBudget = budgetOf(effort, maxOutput);
  return thinkingBudget === undefined ? {} : { thinkingConfig: { includeThoughts: true, thinkingBudget } };
}

function describe({ name, description, input }: ModelRequest['tools'][number]): Block {
  return { name, description, parametersJsonSchema: input };
}

/** Tool results travel in a content of the user's. */
function contentOf({ role, parts }: Turn, files: SentFiles | undefined): Content {
  const firstCall = parts.find(part => part.kind === 'tool-call');
  return {
    role: role === 'agent' ? 'model' : 'user',
    parts: parts.flatMap((part, index) =>
      part.kind === 'file'
        ? [{ inlineData: { mimeType: part.type, data: dataOf(files, part) } }]
        : blockOf(part, part === firstCall, parts[index + 1]),
    ),
  };
}

function blockOf(part: Exclude<Part, FilePart>, isFirstCall: boolean, next: Part | undefined): Block[] {
  switch (part.kind) {
    case 'text': {
      const words = wordsBefore(part, next);
      return words === '' ? [] : [{ text: words }];
    }
    case 'reasoning':
    case 'provider':
      return [{ ...object(part.replay?.block) }];
    case 'tool-call': {
      const { call, name, input, replay } = part;
      // Of calls made at once only the first is signed.
      const thoughtSignature = text(object(replay?.block)['thoughtSignature']) ?? (isFirstCall ? unsigned : undefined);
      return [{ functionCall: { id: call, name, args: object(input) }, thoughtSignature }];
    }
    case 'tool-result': {
      const { call, name, output, isError } = part;
      return [{ functionResponse: { id: call, name, response: isError ? { error: output } : { output } } }];
    }
  }
}

/** The signed end of a text is a block of its own behind it, which holds those words once more. */
function wordsBefore(part: TextPart, next: Part | undefined): string {
  const signed = next?.kind === 'provider' ? (text(object(next.replay.block)['text']) ?? '') : '';
  return part.text.endsWith(signed) ? part.text.slice(0, part.text.length - signed.length) : part.text;
}
