import type { Asked, Frame, Reply } from './reply';
import { seal } from './seals';

/** Gemini: what is read of a request, and the events of a streamed answer (recorded 2025–2026). */

export interface GeminiPart {
  inlineData?: { mimeType: string; data: string };
  text?: string;
  thought?: boolean;
  thoughtSignature?: string;
  functionCall?: { id?: string; name: string; args?: unknown };
  functionResponse?: { id?: string; name: string; response: { output?: string; error?: string } };
}

export interface GeminiContent {
  role: 'user' | 'model';
  parts: GeminiPart[];
}

export interface GeminiBody {
  contents: GeminiContent[];
  systemInstruction?: { parts: GeminiPart[] };
  tools?: unknown[];
  generationConfig?: { maxOutputTokens?: number; thinkingConfig?: { includeThoughts?: boolean } };
  store?: boolean;
}

export function readGemini(body: GeminiBody & { model: string }): Asked {
  const { contents, systemInstruction, tools = [], generationConfig } = body;
  const words = (parts: readonly GeminiPart[]) => parts.map(part => part.text ?? '').join('\n');
  const answer = contents.at(-1)?.parts.find(part => part.functionResponse)?.functionResponse?.response;
  const spoken = contents.filter(({ role }) => role === 'user').map(({ parts }) => words(parts));
  const system = words(systemInstruction?.parts ?? []);
  return {
    model: body.model,
    words: spoken.findLast(text => text !== '') ?? '',
    ...(answer && { toolOutput: answer.output ?? answer.error ?? '' }),
    prefix: tools.length > 0 ? `${system}\n${JSON.stringify(tools)}` : system,
    turns: contents.map(({ parts }) => parts.map(textOf).join('\n')),
    ...(generationConfig?.maxOutputTokens !== undefined && { maxOutput: generationConfig.maxOutputTokens }),
    writesCache: false,
    wantsUsage: true,
    hidesThoughts: generationConfig?.thinkingConfig?.includeThoughts !== true,
  };
}

function textOf({ text = '', functionResponse }: GeminiPart): string {
  return functionResponse ? (functionResponse.response.output ?? functionResponse.response.error ?? '') : text;
}

/** What a signature is made over. */
export function signedWords({ text, functionCall }: GeminiPart): string {
  return functionCall ? `${functionCall.name} ${JSON.stringify(functionCall.args ?? {})}` : (text ?? '');
}

/** The third generation signs, and takes no call of its own back unsigned. */
export const signs = (model: string) => !/^gemini-[12]\b/.test(model);

/** Every event says what was used until then; the last one counts. */
export function* geminiFrames(reply: Reply): Generator<Frame> {
  let thoughts = 0;
  let answered = 0;
  const signed = (part: GeminiPart): GeminiPart =>
    signs(reply.model) ? { ...part, thoughtSignature: seal(reply.host.name, reply.model, signedWords(part)) } : part;
  const frame = (part: GeminiPart, tokens: number, finishReason?: string): Frame =>
    event(
      {
        candidates: [{ content: { parts: [part], role: 'model' }, ...(finishReason && { finishReason }), index: 0 }],
        usageMetadata: usage(reply, answered, thoughts),
        modelVersion: reply.model,
        responseId: reply.id,
      },
      tokens,
    );
  for (const text of reply.reasoning) {
    thoughts += 1;
    yield frame(reply.hidesThoughts ? { text: '' } : { text, thought: true }, 1);
  }
  for (const text of reply.text) {
    answered += 1;
    yield frame({ text }, 1);
  }
  if (reply.tool) {
    const { name, json } = reply.tool;
    answered = reply.count.output - thoughts;
    yield frame(signed({ functionCall: { name, args: JSON.parse(json) } }), 0);
  }
  const reason = { end: 'STOP', 'tool-calls': 'STOP', length: 'MAX_TOKENS', refusal: 'SAFETY' }[reply.stop];
  yield frame(reply.tool || reply.stop !== 'end' ? { text: '' } : signed({ text: '' }), 0, reason);
}

function usage({ count }: Reply, candidatesTokenCount: number, thoughtsTokenCount: number): object {
  const promptTokenCount = count.fresh + count.cacheRead + count.cacheWrite;
  return {
    promptTokenCount,
    ...(count.cacheRead > 0 && { cachedContentTokenCount: count.cacheRead }),
    ...(candidatesTokenCount > 0 && { candidatesTokenCount }),
    ...(thoughtsTokenCount > 0 && { thoughtsTokenCount }),
    totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
  };
}

/** What breaks a stream that has begun. */
export function geminiError(): string {
  const message = 'The model is overloaded. Please try again later.';
  return event({ error: { code: 503, message, status: 'UNAVAILABLE' } }).text;
}

function event(data: unknown, tokens = 0): Frame {
  return { text: `data: ${JSON.stringify(data)}\r\n\r\n`, tokens };
}
