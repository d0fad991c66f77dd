import { textBytes, textLength, type Part } from '../domain/part';
import type { ModelReply, StreamEvent } from '../domain/stream';

/** A reply under construction. */
export interface ReplyCollector {
  /** What stands so far; `parts` holds finished ones only until the stream has ended. */
  readonly reply: ModelReply;
  /** UTF-16 units that arrived. */
  size(): number;
  /** UTF-8 bytes that arrived: no fewer than the output's tokens. */
  bytes(): number;
  /** Finished parts and the open tail, in order: what the draft shows. */
  parts(): Part[];
  take(event: StreamEvent): void;
  /** Turns the open tail into a part: the stream is over, however it ended. */
  close(): void;
}

/** Collects the events of one stream; `before`: what had arrived when it was taken up again. */
export function collectReply(before: readonly Part[] = []): ReplyCollector {
  const reply: ModelReply = { parts: before.slice(0, -1) };
  /** Tool calls made of deltas that have not become a part yet. */
  const growing = new Set<Part>();
  let tail: Part | undefined = before.length > 0 ? structuredClone(before.at(-1)) : undefined;
  let size = textLength(before);
  let bytes = textBytes(before);
  const encoder = new TextEncoder();

  function parts(): Part[] {
    return tail ? [...reply.parts, { ...tail }] : [...reply.parts];
  }
  function close(): void {
    if (tail) reply.parts.push(tail);
    tail = undefined;
  }
  function count(text: string): void {
    size += text.length;
    bytes += encoder.encode(text).length;
  }
  function appendText(kind: 'text' | 'reasoning', text: string): void {
    count(text);
    if (tail?.kind === kind) {
      tail.text += text;
      return;
    }
    close();
    tail = { kind, text };
  }
  function appendInput(call: string, name: string, json: string): void {
    count(json);
    if (tail?.kind === 'tool-call' && tail.call === call) {
      tail.unparsed = (tail.unparsed ?? '') + json;
      return;
    }
    close();
    tail = { kind: 'tool-call', call, name, input: {}, unparsed: json };
    growing.add(tail);
  }
  /** A finished part replaces the deltas it was made of, which with parallel calls need not be the tail. */
  function place(part: Part): void {
    const isSame = (one: Part | undefined) =>
      one?.kind === part.kind && (part.kind !== 'tool-call' || (one.kind === 'tool-call' && one.call === part.call));
    if (isSame(tail)) tail = undefined;
    else close();
    const earlier = part.kind === 'tool-call' ? reply.parts.findIndex(isSame) : -1;
    if (earlier >= 0) reply.parts[earlier] = part;
    else reply.parts.push(part);
  }

  return {
    reply,
    size: () => size,
    bytes: () => bytes,
    parts,
    close,
    take(event) {
      switch (event.kind) {
        case 'start':
          if (event.id !== undefined) reply.providerId = event.id;
          if (event.model !== undefined) reply.model = event.model;
          return;
        case 'text-delta':
          return appendText('text', event.text);
        case 'reasoning-delta':
          return appendText('reasoning', event.text);
        case 'tool-call-delta':
          return appendInput(event.call, event.name, event.json);
        case 'part':
          return place(event.part);
        case 'whole':
          tail = undefined;
          growing.clear();
          reply.parts = [...event.parts];
          return;
        case 'position':
          reply.place = { position: { reply: event.reply, after: event.after }, parts: parts() };
          return;
        case 'usage':
          reply.usage = event.usage;
          reply.rawUsage = event.raw;
          if (event.reported !== undefined) reply.reported = event.reported;
          return;
        case 'end':
          reply.stop = event.stop;
          close();
          // Half a call is left where a gateway began its stream anew.
          reply.parts = reply.parts.filter(part => !growing.has(part));
          return;
        case 'failure':
          reply.failure = event.error;
          return close();
      }
    },
  };
}
