import type { ReplyPosition, StopReason, StreamEvent } from '../domain/stream';
import { streamCut, streamRefusal } from './failures';
import { plus, usedByItem, type HostedUse } from './hosted-tools';
import { list, object, text, type Json } from './json';
import { nameOf, partOf, partsOf, refuses, wordsOf, type ItemOrigin } from './openai-responses-items';
import { responsesUsage } from './openai-usage';
import type { ReplyReader } from './wire-call';

/**
 * Reads the events of a Responses stream (https://platform.openai.com/docs/api-reference/responses-streaming, 2026-11).
 * Of a reply that goes on in the background it tells positions. With `from` it reads on after one: what the items were
 * that had begun before is only known at the end, so there it tells the whole.
 */
export function responsesReader(origin: ItemOrigin, from?: ReplyPosition): ReplyReader {
  /** Items whose words came as deltas, by output index: what the finished item repeats is passed over. */
  const spoken = new Set<unknown>();
  /** Calls that have begun, by output index. */
  const calls = new Map<unknown, { call: string; name: string }>();
  /** Which item the last delta belonged to. */
  let tail: unknown;
  let called = false;
  let refused = false;
  let hosted: HostedUse = {};
  /** The reply's id, where it can be taken up again. */
  let kept = from?.reply;

  function delta(kind: 'text-delta' | 'reasoning-delta', data: Json): StreamEvent[] {
    const piece = text(data['delta']) ?? '';
    tail = data['output_index'];
    spoken.add(tail);
    return piece === '' ? [] : [{ kind, text: piece }];
  }

  /** A finished item. Text needs no part: its deltas say all. */
  function finish({ item: value, output_index }: Json): StreamEvent[] {
    const item = object(value);
    hosted = plus(hosted, usedByItem(item));
    if (item['type'] === 'message') return spoken.has(output_index) || from ? [] : toldWhole(item);
    if (item['type'] === 'function_call') called = true;
    const part = partOf(item, origin);
    // Reasoning that ended late: its words already stand where they belong, only the block to replay is new.
    const isLate = part.kind === 'reasoning' && spoken.has(output_index) && tail !== output_index;
    return [{ kind: 'part', part: isLate ? { ...part, text: '' } : part }];
  }

  function* begin(response: Json): Generator<StreamEvent> {
    yield startOf(response);
    if (response['background'] === true) kept = text(response['id']);
  }

  function* readOne(data: Json): Generator<StreamEvent> {
    switch (data['type']) {
      case 'response.created':
        return yield* begin(object(data['response']));
      case 'response.output_text.delta':
        return yield* delta('text-delta', data);
      case 'response.refusal.delta':
        refused = true;
        return yield* delta('text-delta', data);
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return yield* delta('reasoning-delta', data);
      case 'response.output_item.added': {
        const item = object(data['item']);
        if (item['type'] === 'function_call') calls.set(data['output_index'], nameOf(item));
        return;
      }
      case 'response.function_call_arguments.delta': {
        const call = calls.get(data['output_index']);
        tail = data['output_index'];
        if (call) yield { kind: 'tool-call-delta', ...call, json: text(data['delta']) ?? '' };
        return;
      }
      case 'response.output_item.done':
        return yield* finish(data);
      case 'response.completed':
      case 'response.incomplete': {
        const response = object(data['response']);
        return yield* from ? wholeReply(response, origin) : endOf(response, { called, refused, hosted });
      }
      case 'response.failed':
        return yield { kind: 'failure', error: streamRefusal(object(data['response'])['error']) };
      case 'error':
        // The error lies beside the type in one dialect, below `error` in the other.
        return yield { kind: 'failure', error: streamRefusal(data['error'] ?? data) };
      default:
        return;
    }
  }

  return {
    *read(datum) {
      const data = object(datum);
      const number = data['sequence_number'];
      const place = typeof number === 'number' ? number : undefined;
      // Told before: nothing may be read twice.
      if (from && place !== undefined && place <= from.after) return;
      yield* readOne(data);
      if (kept !== undefined && place !== undefined) yield { kind: 'position', reply: kept, after: place };
    },
    *close() {
      yield { kind: 'failure', error: streamCut };
    },
  };
}

/** A finished reply as events: who it is, all of it, what it used, why it ended. */
export function* wholeReply(response: Json, origin: ItemOrigin): Generator<StreamEvent> {
  const output = list(response['output']).map(object);
  yield startOf(response);
  // Without items it says nothing of what was told before.
  if (output.length > 0) yield { kind: 'whole', parts: partsOf(output, origin) };
  yield* endOf(response, {
    called: output.some(item => item['type'] === 'function_call'),
    refused: output.some(refuses),
    hosted: output.map(usedByItem).reduce(plus, {}),
  });
}

function startOf(response: Json): StreamEvent {
  const id = text(response['id']);
  const model = text(response['model']);
  return { kind: 'start', ...(id === undefined ? {} : { id }), ...(model === undefined ? {} : { model }) };
}

/** A message that was sent only whole. */
function toldWhole(item: Json): StreamEvent[] {
  const words = wordsOf(item);
  return words === '' ? [] : [{ kind: 'text-delta', text: words }];
}

/** What the items of an answer were. */
interface Seen {
  called: boolean;
  refused: boolean;
  hosted: HostedUse;
}

function* endOf(response: Json, seen: Seen): Generator<StreamEvent> {
  const usage = object(response['usage']);
  if (Object.keys(usage).length > 0) yield { kind: 'usage', ...responsesUsage(usage, seen.hosted) };
  const rawStop = text(response['status']);
  const reason = text(object(response['incomplete_details'])['reason']);
  const stop = stopOf(reason, seen);
  yield { kind: 'end', stop, ...(rawStop === undefined ? {} : { rawStop }) };
}

function stopOf(reason: string | undefined, { called, refused }: Seen): StopReason {
  if (reason === 'content_filter' || refused) return 'refusal';
  if (reason !== undefined) return 'length';
  return called ? 'tool-calls' : 'end';
}
