import type { Part, Replay } from '../domain/part';
import type { StopReason, StreamEvent } from '../domain/stream';
import { streamCut, streamRefusal } from './failures';
import { list, object, parseJson, text, type Json } from './json';
import { responsesUsage } from './openai-usage';
import type { ReplyReader } from './wire-call';

/** Reads the events of a Responses stream (https://platform.openai.com/docs/api-reference/responses-streaming, 2026-11). */
export function responsesReader(origin: Pick<Replay, 'model' | 'host'>): ReplyReader {
  /** Items whose words came as deltas, by output index: what the finished item repeats is passed over. */
  const spoken = new Set<unknown>();
  /** Calls that have begun, by output index. */
  const calls = new Map<unknown, { call: string; name: string }>();
  /** Which item the last delta belonged to. */
  let tail: unknown;
  let called = false;
  let refused = false;

  function delta(kind: 'text-delta' | 'reasoning-delta', data: Json): StreamEvent[] {
    const piece = text(data['delta']) ?? '';
    tail = data['output_index'];
    spoken.add(tail);
    return piece === '' ? [] : [{ kind, text: piece }];
  }

  /** A finished item. Text needs no part: its deltas say all. */
  function finish({ item: value, output_index }: Json): StreamEvent[] {
    const item = object(value);
    if (item['type'] === 'message') return spoken.has(output_index) ? [] : wordsOf(item);
    if (item['type'] === 'function_call') called = true;
    const part = partOf(item, origin);
    // Reasoning that ended late: its words already stand where they belong, only the block to replay is new.
    const isLate = part.kind === 'reasoning' && spoken.has(output_index) && tail !== output_index;
    return [{ kind: 'part', part: isLate ? { ...part, text: '' } : part }];
  }

  return {
    *read(datum) {
      const data = object(datum);
      switch (data['type']) {
        case 'response.created':
          return yield startOf(object(data['response']));
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
        case 'response.incomplete':
          return yield* endOf(object(data['response']), { called, refused });
        case 'response.failed':
          return yield { kind: 'failure', error: streamRefusal(object(data['response'])['error']) };
        case 'error':
          // The error lies beside the type in one dialect, below `error` in the other.
          return yield { kind: 'failure', error: streamRefusal(data['error'] ?? data) };
        default:
          return;
      }
    },
    *close() {
      yield { kind: 'failure', error: streamCut };
    },
  };
}

function startOf(response: Json): StreamEvent {
  const id = text(response['id']);
  const model = text(response['model']);
  return { kind: 'start', ...(id === undefined ? {} : { id }), ...(model === undefined ? {} : { model }) };
}

const nameOf = (item: Json) => ({
  call: text(item['call_id']) ?? text(item['id']) ?? '',
  name: text(item['name']) ?? '',
});

/** The words of a message that was sent only whole. */
function wordsOf(item: Json): StreamEvent[] {
  const words = list(item['content'])
    .map(object)
    .map(piece => text(piece['text']) ?? text(piece['refusal']) ?? '')
    .join('');
  return words === '' ? [] : [{ kind: 'text-delta', text: words }];
}

function partOf(item: Json, origin: Pick<Replay, 'model' | 'host'>): Part {
  const replay: Replay = { wire: 'openai-responses', ...origin, block: item };
  switch (item['type']) {
    case 'reasoning': {
      const words = [...list(item['summary']), ...list(item['content'])].map(
        piece => text(object(piece)['text']) ?? '',
      );
      return { kind: 'reasoning', text: words.join('\n\n'), replay };
    }
    case 'function_call': {
      const written = text(item['arguments']) ?? '';
      const input = written === '' ? {} : parseJson(written);
      if (input === undefined) return { kind: 'tool-call', ...nameOf(item), input: {}, unparsed: written };
      return { kind: 'tool-call', ...nameOf(item), input };
    }
    default:
      return { kind: 'provider', type: text(item['type']) ?? '', replay };
  }
}

function* endOf(response: Json, seen: { called: boolean; refused: boolean }): Generator<StreamEvent> {
  const usage = object(response['usage']);
  if (Object.keys(usage).length > 0) yield { kind: 'usage', ...responsesUsage(usage) };
  const rawStop = text(response['status']);
  const reason = text(object(response['incomplete_details'])['reason']);
  const stop = stopOf(reason, seen);
  yield { kind: 'end', stop, ...(rawStop === undefined ? {} : { rawStop }) };
}

function stopOf(reason: string | undefined, { called, refused }: { called: boolean; refused: boolean }): StopReason {
  if (reason === 'content_filter' || refused) return 'refusal';
  if (reason !== undefined) return 'length';
  return called ? 'tool-calls' : 'end';
}
