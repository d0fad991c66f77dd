import type { Part, Replay } from '../domain/part';
import type { StopReason, StreamEvent } from '../domain/stream';
import { mergeUsage, messagesUsage } from './anthropic-messages-usage';
import { streamCut, streamRefusal } from './failures';
import { plus, usedByBlock, type HostedUse } from './hosted-tools';
import { object, parseJson, text, type Json } from './json';
import type { ReplyReader } from './wire-call';

/** A content block while it grows. */
interface OpenBlock {
  block: Record<string, unknown>;
  type: string;
  /** Tool input as it arrives. */
  json: string;
}

/** Reads the events of a Messages stream (https://platform.claude.com/docs/en/build-with-claude/streaming, 2026-11). */
export function messagesReader(origin: Pick<Replay, 'model' | 'host'>): ReplyReader {
  const open = new Map<unknown, OpenBlock>();
  let usage: Json = {};
  let hosted: HostedUse = {};
  let stop: string | undefined;

  function* takeUsage(later: unknown): Generator<StreamEvent> {
    usage = mergeUsage(usage, later);
    if (Object.keys(usage).length > 0) yield { kind: 'usage', usage: messagesUsage(usage, hosted), raw: usage };
  }

  function* begin({ index, content_block }: Json): Generator<StreamEvent> {
    const block = { ...object(content_block) };
    open.set(index, { block, type: text(block['type']) ?? '', json: '' });
    // A block may begin with words already in it.
    if (text(block['text'])) yield { kind: 'text-delta', text: text(block['text']) ?? '' };
    if (text(block['thinking'])) yield { kind: 'reasoning-delta', text: text(block['thinking']) ?? '' };
  }

  return {
    *read(datum) {
      const data = object(datum);
      switch (data['type']) {
        case 'message_start': {
          const message = object(data['message']);
          yield startOf(message);
          return yield* takeUsage(message['usage']);
        }
        case 'content_block_start':
          return yield* begin(data);
        case 'content_block_delta': {
          const current = open.get(data['index']);
          if (current) yield* grow(current, object(data['delta']));
          return;
        }
        case 'content_block_stop': {
          const closed = open.get(data['index']);
          const part = partOf(closed, origin);
          hosted = plus(hosted, usedByBlock(closed?.block ?? {}));
          open.delete(data['index']);
          if (part) yield { kind: 'part', part };
          return;
        }
        case 'message_delta':
          stop = text(object(data['delta'])['stop_reason']) ?? stop;
          return yield* takeUsage(data['usage']);
        case 'message_stop':
          return yield endOf(stop);
        case 'error':
          return yield { kind: 'failure', error: streamRefusal(data['error']) };
        default:
          return;
      }
    },
    *close() {
      yield { kind: 'failure', error: streamCut };
    },
  };
}

function startOf(message: Json): StreamEvent {
  const id = text(message['id']);
  const model = text(message['model']);
  return { kind: 'start', ...(id === undefined ? {} : { id }), ...(model === undefined ? {} : { model }) };
}

function* grow(current: OpenBlock, delta: Json): Generator<StreamEvent> {
  const { block, type } = current;
  switch (delta['type']) {
    case 'text_delta':
      return yield { kind: 'text-delta', text: text(delta['text']) ?? '' };
    case 'thinking_delta': {
      const piece = text(delta['thinking']) ?? '';
      block['thinking'] = `${text(block['thinking']) ?? ''}${piece}`;
      return yield { kind: 'reasoning-delta', text: piece };
    }
    case 'signature_delta':
      block['signature'] = `${text(block['signature']) ?? ''}${text(delta['signature']) ?? ''}`;
      return;
    case 'input_json_delta': {
      const json = text(delta['partial_json']) ?? '';
      current.json += json;
      if (type === 'tool_use') yield { kind: 'tool-call-delta', ...nameOf(block), json };
      return;
    }
    case 'compaction_delta':
      block['content'] = `${text(block['content']) ?? ''}${text(delta['content']) ?? ''}`;
      return;
    default:
      return;
  }
}

const nameOf = (block: Json) => ({ call: text(block['id']) ?? '', name: text(block['name']) ?? '' });

/** What a finished block is. Text needs no part: its deltas say all, and blocks cut by citations read on as one text. */
function partOf(closed: OpenBlock | undefined, origin: Pick<Replay, 'model' | 'host'>): Part | undefined {
  if (!closed) return undefined;
  const { block, type, json } = closed;
  const input = json === '' ? (block['input'] ?? {}) : parseJson(json);
  const replay = (kept: Json): Replay => ({ wire: 'anthropic-messages', ...origin, block: kept });
  switch (type) {
    case 'text':
      return undefined;
    case 'thinking':
      // Without its signature the provider would refuse it.
      return {
        kind: 'reasoning',
        text: text(block['thinking']) ?? '',
        ...(block['signature'] ? { replay: replay(block) } : {}),
      };
    case 'redacted_thinking':
      return { kind: 'reasoning', text: '', replay: replay(block) };
    case 'tool_use':
      if (input === undefined) return { kind: 'tool-call', ...nameOf(block), input: {}, unparsed: json };
      return { kind: 'tool-call', ...nameOf(block), input };
    default:
      return { kind: 'provider', type, replay: replay('input' in block ? { ...block, input } : block) };
  }
}

const stops: Readonly<Record<string, StopReason>> = {
  end_turn: 'end',
  max_tokens: 'length',
  tool_use: 'tool-calls',
  stop_sequence: 'stop-sequence',
  refusal: 'refusal',
  pause_turn: 'paused',
  model_context_window_exceeded: 'context-full',
};

function endOf(rawStop: string | undefined): StreamEvent {
  const stop = stops[rawStop ?? ''] ?? 'end';
  return { kind: 'end', stop, ...(rawStop === undefined ? {} : { rawStop }) };
}
