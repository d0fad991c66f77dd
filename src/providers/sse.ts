import { createParser } from 'eventsource-parser';
import { AppError } from '../domain/error';

/** Most UTF-16 units one event may hold: a generated image is a few million, anything past this is no reply. */
const largestEvent = 32_000_000;

/** How much of a reply that is no event stream is kept: enough to read an error from it. */
const largestRest = 64_000;

/**
 * The data of server-sent events, from bytes cut anywhere (also inside a character). Comments are passed over. A last
 * event without its blank line is dropped, as the standard says (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 *
 * Returns what the reply held when it was no event stream at all. Throws `AppError` `reply-unreadable` when an event is
 * larger than any reply.
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, string> {
  const decoder = new TextDecoder();
  const ready: string[] = [];
  let tooLarge = false;
  let isStream = false;
  let rest = '';
  const parser = createParser({
    maxBufferSize: largestEvent,
    onEvent: event => ready.push(event.data),
    onError: error => {
      if (error.type === 'max-buffer-size-exceeded') tooLarge = true;
    },
  });
  for await (const chunk of chunks) {
    const piece = decoder.decode(chunk, { stream: true });
    if (!isStream && rest.length < largestRest) rest += piece.slice(0, largestRest - rest.length);
    parser.feed(piece);
    if (tooLarge)
      throw new AppError('reply-unreadable', { parameters: { message: 'an event of the stream is too large' } });
    if (ready.length === 0) continue;
    isStream = true;
    yield* ready.splice(0);
  }
  return isStream ? '' : rest;
}

/** The whole reply as text, at most `limit` bytes of it. */
export async function readText(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let whole = '';
  let size = 0;
  for await (const chunk of chunks) {
    whole += decoder.decode(chunk.subarray(0, limit - size), { stream: true });
    size += chunk.length;
    if (size >= limit) break;
  }
  return whole + decoder.decode();
}
