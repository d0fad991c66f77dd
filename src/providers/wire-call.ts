import { AppError, errorValue } from '../domain/error';
import type { ProviderCall, SendReply } from '../domain/ports';
import type { StreamEvent } from '../domain/stream';
import { isComplaint, refusal, unreadable } from './failures';
import { parseJson } from './json';
import { readEvents, readText } from './sse';

/** Bytes of an error that are read, and of a list: OpenRouter's holds a few hundred kB. */
const largestError = 64_000;
const largestList = 16_000_000;

/** Where a reply belongs: what replayed blocks are marked with, and its place in the window. */
export interface Origin {
  model: string;
  host: string;
  /** How many turns went out: makes ids of calls unique in a run where the server gives none. */
  turn: number;
}

/** What one wire makes of its stream's events. */
export interface ReplyReader {
  /** One event's parsed data. Whoever yields `end` or `failure` is not asked again. */
  read(data: unknown): Iterable<StreamEvent>;
  /** The stream is over (or said `[DONE]`): what is left, with `end` or `failure` last. */
  close(done: boolean): Iterable<StreamEvent>;
}

/** Sends one request and reads its stream. Never throws: what goes wrong is a `failure`, the last event. */
export async function* streamReply(
  call: ProviderCall,
  request: { url: string; headers: Record<string, string>; body: string },
  reader: ReplyReader,
): AsyncGenerator<StreamEvent> {
  try {
    const reply = await call.send({ method: 'POST', ...request });
    if (reply.status >= 400) {
      yield { kind: 'failure', error: await refusalOf(reply) };
      return;
    }
    for await (const event of eventsOf(reply, reader)) {
      yield event;
      if (event.kind === 'end' || event.kind === 'failure') return;
    }
  } catch (error) {
    yield { kind: 'failure', error: errorValue(error) };
  }
}

async function* eventsOf(reply: SendReply, reader: ReplyReader): AsyncGenerator<StreamEvent> {
  const events = readEvents(reply.chunks);
  let next = await events.next();
  try {
    for (; next.done !== true; next = await events.next()) {
      if (next.value === '[DONE]') return yield* reader.close(true);
      const data = parseJson(next.value);
      if (data === undefined) return yield { kind: 'failure', error: unreadable(reply.status) };
      yield* reader.read(data);
    }
  } finally {
    // Lets go of the bytes when whoever reads stops early.
    await events.return('');
  }
  if (next.value === '') return yield* reader.close(false);
  const isError = isComplaint(parseJson(next.value));
  yield {
    kind: 'failure',
    error: isError ? refusal(reply.status, next.value, reply.headers) : unreadable(reply.status),
  };
}

async function refusalOf(reply: SendReply) {
  return refusal(reply.status, await readText(reply.chunks, largestError), reply.headers);
}

/** Gets a JSON document. Rejects with `AppError`: the refusal, or `reply-unreadable`. */
export async function getJson(call: ProviderCall, url: string, headers: Record<string, string>): Promise<unknown> {
  const reply = await call.send({ method: 'GET', url, headers });
  if (reply.status >= 400) throw AppError.from(await refusalOf(reply));
  const body = await readText(reply.chunks, largestList);
  const parsed = parseJson(body);
  if (isComplaint(parsed)) throw AppError.from(refusal(reply.status, body, reply.headers));
  if (parsed === undefined) throw AppError.from(unreadable(reply.status));
  return parsed;
}
