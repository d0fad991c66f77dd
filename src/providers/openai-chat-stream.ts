import type { ErrorValue } from '../domain/error';
import type { Part, Replay } from '../domain/part';
import type { StopReason, StreamEvent } from '../domain/stream';
import { streamCut, streamRefusal } from './failures';
import { list, object, parseJson, text, type Json } from './json';
import { addDetail, wordsOfDetail } from './openai-chat-details';
import { chatUsage } from './openai-usage';
import type { Origin, ReplyReader } from './wire-call';

/** A tool call while it grows. */
interface OpenCall {
  index: unknown;
  call: string;
  name: string;
  json: string;
}

/**
 * Reads the chunks of a Chat Completions stream, in the dialects of OpenAI, OpenRouter, xAI, Groq, DeepSeek, Mistral and
 * compatible servers (recorded 2025–2026). Reasoning is finished when something else follows it; calls are finished at
 * the end, for only then they are known to be whole.
 */
export function chatReader(origin: Origin): ReplyReader {
  const calls: OpenCall[] = [];
  let details: Record<string, unknown>[] = [];
  let reasoning = '';
  let started = false;
  let stop: string | undefined;
  let failure: ErrorValue | undefined;

  function* start(data: Json): Generator<StreamEvent> {
    if (started) return;
    started = true;
    const id = text(data['id']);
    const model = text(data['model']);
    yield { kind: 'start', ...(id ? { id } : {}), ...(model ? { model } : {}) };
  }

  function* growReasoning(piece: string): Generator<StreamEvent> {
    if (piece === '') return;
    reasoning += piece;
    yield { kind: 'reasoning-delta', text: piece };
  }

  /** The reasoning so far, with what must be sent back of it. */
  function* finishReasoning(): Generator<StreamEvent> {
    if (reasoning === '' && details.length === 0) return;
    const { model, host } = origin;
    const block = { reasoning_details: details };
    const replay: Replay = { wire: 'openai-chat', model, host, block };
    yield { kind: 'part', part: { kind: 'reasoning', text: reasoning, replay } };
    reasoning = '';
    details = [];
  }

  function* growText(piece: string | undefined): Generator<StreamEvent> {
    if (!piece) return;
    yield* finishReasoning();
    yield { kind: 'text-delta', text: piece };
  }

  function* growContent(content: unknown): Generator<StreamEvent> {
    yield* growText(text(content));
    // Mistral's content is a list of thinking and text chunks.
    for (const chunk of list(content).map(object)) {
      yield* growText(text(chunk['text']));
      for (const thought of list(chunk['thinking'])) yield* growReasoning(text(object(thought)['text']) ?? '');
    }
  }

  /** Pieces of one call share its index; a server that numbers nothing, or everything 0, tells calls apart by id. */
  function* growCall(piece: Json): Generator<StreamEvent> {
    const { name, arguments: json } = object(piece['function']);
    const { index } = piece;
    const id = text(piece['id']) || undefined;
    let open = calls.findLast(one => one.index === index);
    if (!open || (id !== undefined && id !== open.call)) {
      yield* finishReasoning();
      open = { index, call: id ?? `call_${origin.turn}_${calls.length}`, name: '', json: '' };
      calls.push(open);
    }
    open.name ||= text(name) ?? '';
    // A server may send the arguments as an object instead of text.
    const written = text(json) ?? (typeof json === 'object' && json !== null ? JSON.stringify(json) : '');
    open.json += written;
    yield { kind: 'tool-call-delta', call: open.call, name: open.name, json: written };
  }

  function* grow(delta: Json): Generator<StreamEvent> {
    const pieces = list(delta['reasoning_details']);
    for (const piece of pieces) addDetail(details, object(piece));
    const plain = text(delta['reasoning']) ?? text(delta['reasoning_content']);
    yield* growReasoning(plain ?? pieces.map(wordsOfDetail).join(''));
    yield* growContent(delta['content']);
    yield* growText(text(delta['refusal']));
    for (const piece of list(delta['tool_calls'])) yield* growCall(object(piece));
  }

  return {
    *read(datum) {
      const data = object(datum);
      yield* start(data);
      const choice = object(list(data['choices'])[0]);
      yield* grow(object(choice['delta']));
      stop = text(choice['finish_reason']) ?? stop;
      // An error may stand beside choices and usage inside a 200; what comes after it still counts (WIRE 2.3, trap b).
      const error = data['error'] ?? choice['error'];
      if (error !== undefined && error !== null) failure ??= streamRefusal(error);
      const usage = object(data['usage'] ?? object(data['x_groq'])['usage']);
      if (Object.keys(usage).length > 0) yield { kind: 'usage', ...chatUsage(usage) };
    },
    *close(done) {
      if (failure) return yield { kind: 'failure', error: failure };
      if (!done && stop === undefined) return yield { kind: 'failure', error: streamCut };
      yield* finishReasoning();
      for (const call of calls) yield { kind: 'part', part: callPart(call) };
      yield { kind: 'end', stop: stopOf(stop, calls.length > 0), ...(stop === undefined ? {} : { rawStop: stop }) };
    },
  };
}

function callPart({ call, name, json }: OpenCall): Part {
  const input = json.trim() === '' ? {} : parseJson(json);
  return input === undefined
    ? { kind: 'tool-call', call, name, input: {}, unparsed: json }
    : { kind: 'tool-call', call, name, input };
}

const stops: Readonly<Record<string, StopReason>> = {
  stop: 'end',
  length: 'length',
  model_length: 'context-full',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'refusal',
};

/** Some servers say `stop` although they ask for a tool, or nothing at all. */
function stopOf(rawStop: string | undefined, called: boolean): StopReason {
  const stop = stops[rawStop ?? ''] ?? 'end';
  return stop === 'end' && called ? 'tool-calls' : stop;
}
