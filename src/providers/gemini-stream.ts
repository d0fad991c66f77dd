import type { ErrorValue } from '../domain/error';
import type { Replay } from '../domain/part';
import type { StopReason, StreamEvent } from '../domain/stream';
import { streamCut, streamRefusal, wentWrong } from './failures';
import { geminiCalls } from './gemini-calls';
import { geminiUsage } from './gemini-usage';
import { usedByGrounding, type HostedUse } from './hosted-tools';
import { list, object, text, type Json } from './json';
import type { Origin, ReplyReader } from './wire-call';

/**
 * Reads the chunks of `streamGenerateContent?alt=sse` (https://ai.google.dev/api/generate-content, 2026-11). A signature
 * is kept with the part it came on: a thought, a call, or words, whose signed end becomes a block of its own behind them.
 */
export function geminiReader({ turn, ...origin }: Origin): ReplyReader {
  let started = false;
  let reasoning = '';
  const calls = geminiCalls({ turn, ...origin });
  let stop: string | undefined;
  let explanation = '';
  let hosted: HostedUse = {};

  const replay = (block: Json): Replay => ({ wire: 'gemini', ...origin, block });

  function* start(data: Json): Generator<StreamEvent> {
    if (started) return;
    started = true;
    const id = text(data['responseId']);
    const model = text(data['modelVersion']);
    yield { kind: 'start', ...(id ? { id } : {}), ...(model ? { model } : {}) };
  }

  function* think(words: string, signature: string | undefined): Generator<StreamEvent> {
    reasoning += words;
    if (words !== '') yield { kind: 'reasoning-delta', text: words };
    if (signature !== undefined) yield* finishReasoning(signature);
  }

  /** Thoughts without a signature need not come back. */
  function* finishReasoning(signature?: string): Generator<StreamEvent> {
    if (reasoning === '' && signature === undefined) return;
    const block = { text: reasoning, thought: true, thoughtSignature: signature };
    const kept = signature === undefined ? {} : { replay: replay(block) };
    yield { kind: 'part', part: { kind: 'reasoning', text: reasoning, ...kept } };
    reasoning = '';
  }

  function* say(part: Json, words: string, signature: string | undefined): Generator<StreamEvent> {
    if (words === '' && signature === undefined) return;
    yield* finishReasoning();
    if (words !== '') yield { kind: 'text-delta', text: words };
    if (signature !== undefined) yield { kind: 'part', part: { kind: 'provider', type: 'text', replay: replay(part) } };
  }

  function* take(part: Json): Generator<StreamEvent> {
    const { text: words, thoughtSignature, thought, ...block } = part;
    const signature = text(thoughtSignature);
    if (thought === true) return yield* think(text(words) ?? '', signature);
    const [type] = Object.keys(block);
    if (type === undefined) return yield* say(part, text(words) ?? '', signature);
    yield* finishReasoning();
    if (type === 'functionCall') return yield* calls.grow(object(block[type]), signature);
    yield { kind: 'part', part: { kind: 'provider', type, replay: replay(part) } };
  }

  return {
    *read(datum) {
      const data = object(datum);
      if ('error' in data) return yield { kind: 'failure', error: streamRefusal(data['error']) };
      yield* start(data);
      const candidate = object(list(data['candidates'])[0]);
      for (const part of list(object(candidate['content'])['parts'])) yield* take(object(part));
      const { finishReason, finishMessage } = candidate;
      stop = text(finishReason) ?? text(object(data['promptFeedback'])['blockReason']) ?? stop;
      explanation = text(finishMessage) ?? explanation;
      const raw = object(data['usageMetadata']);
      const grounding = object(candidate['groundingMetadata']);
      // Each chunk tells all of it again.
      hosted = { ...hosted, ...usedByGrounding(grounding, origin.model) };
      const usage = geminiUsage(raw, hosted);
      if (usage) yield { kind: 'usage', usage, raw };
    },
    *close() {
      if (stop === undefined) return yield { kind: 'failure', error: streamCut };
      yield* finishReasoning();
      yield* calls.finish();
      const error = failureOf(stop, explanation);
      if (error) return yield { kind: 'failure', error };
      yield { kind: 'end', stop: stopOf(stop, calls.areAsked()), rawStop: stop };
    },
  };
}

/** Reasons to finish, and to block a prompt before a word is said: https://ai.google.dev/api/generate-content, 2026-11. */
const stops: Readonly<Record<string, StopReason>> = {
  MAX_TOKENS: 'length',
  SAFETY: 'refusal',
  RECITATION: 'refusal',
  LANGUAGE: 'refusal',
  BLOCKLIST: 'refusal',
  PROHIBITED_CONTENT: 'refusal',
  SPII: 'refusal',
  IMAGE_SAFETY: 'refusal',
  MODEL_ARMOR: 'refusal',
  JAILBREAK: 'refusal',
};

/** A finished answer that asks for tools says only `STOP`. */
function stopOf(rawStop: string, called: boolean): StopReason {
  return stops[rawStop] ?? (called ? 'tool-calls' : 'end');
}

/** Ends that are no answer: the model broke its own syntax, which the next try seldom does. */
const broken: ReadonlySet<string> = new Set([
  'OTHER',
  'MALFORMED_FUNCTION_CALL',
  'MALFORMED_RESPONSE',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
]);

function failureOf(rawStop: string, explanation: string): ErrorValue | undefined {
  return broken.has(rawStop) ? wentWrong(explanation === '' ? rawStop : `${rawStop}: ${explanation}`) : undefined;
}
