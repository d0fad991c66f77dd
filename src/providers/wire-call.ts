import { AppError, errorValue, type ErrorValue } from '../domain/error';
import type { ProviderCall, SendReply } from '../domain/ports';
import type { StreamEvent } from '../domain/stream';
import { isComplaint, refusal, unreadable } from './failures';
import { parseJson } from './json';
import { readEvents, readText } from './sse';
import { hostOf } from './turns';

/** Bytes of an error that are read, and of a list: OpenRouter's holds a few hundred kB. */
const largestError = 64_000;
const largestList = 16_000_000;

/** Milliseconds a server has to hang up after its last event. */
const farewell = 1_000;

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

/** What a call asks for: a POST unless it says otherwise. */
type Asking = Omit<Parameters<ProviderCall['send']>[0], 'method'> & { method?: 'GET' };

/** Sends one request and reads its stream. Never throws: what goes wrong is a `failure`, the last event. */
export async function* streamReply(
  call: ProviderCall,
  request: Asking,
  reader: ReplyReader,
): AsyncGenerator<StreamEvent> {
  try {
    const reply = await call.send({ method: 'POST', ...request });
    if (reply.status >= 400) {
      yield { kind: 'failure', error: at(request.url, await refusalOf(reply)) };
      return;
    }
    // OpenRouter names a reply before its first event: what is cut off before that can be asked about all the same.
    const id = reply.headers['x-generation-id'];
    if (id !== undefined) yield { kind: 'start', id };
    const bytes = reply.chunks[Symbol.asyncIterator]();
    // Without `return`: who stops reading events does not close the connection, `runOut` does.
    const chunks = { [Symbol.asyncIterator]: () => ({ next: () => bytes.next() }) };
    try {
      for await (const event of eventsOf({ ...reply, chunks }, reader)) {
        yield event.kind === 'failure' ? { ...event, error: at(request.url, event.error) } : event;
        if (event.kind === 'end' || event.kind === 'failure') return;
      }
    } finally {
      await runOut(bytes, call.abort);
    }
  } catch (error) {
    yield { kind: 'failure', error: errorValue(error) };
  }
}

/**
 * Lets the server close the connection itself, so that the receipt says that the reply was read to its end. Waits no
 * longer than `farewell` for one that does not hang up: the caller's abort closes that.
 */
async function runOut(bytes: AsyncIterator<Uint8Array>, abort: AbortSignal): Promise<void> {
  const patience = AbortSignal.any([abort, AbortSignal.timeout(farewell)]);
  const impatient = new Promise<void>(resolve => {
    if (patience.aborted) resolve();
    patience.addEventListener('abort', () => resolve());
  });
  const rest = async () => {
    while ((await bytes.next()).done !== true);
  };
  await Promise.race([rest().catch(() => {}), impatient]);
  // Not awaited: where a read is still under way, this comes after it.
  void bytes.return?.().catch(() => {});
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

/** A failure with the host that it happened at. */
function at(url: string, error: ErrorValue): ErrorValue {
  return { ...error, parameters: { host: hostOf(url), ...error.parameters } };
}

async function refusalOf(reply: SendReply) {
  return refusal(reply.status, await readText(reply.chunks, largestError), reply.headers);
}

/** Gets a JSON document. Rejects with `AppError`: the refusal, or `reply-unreadable`. */
export async function getJson(call: ProviderCall, url: string, headers: Record<string, string>): Promise<unknown> {
  return readAnswer(url, await call.send({ method: 'GET', url, headers }));
}

/** The JSON document that the answer of `url` holds. Rejects with `AppError`: the refusal, or `reply-unreadable`. */
export async function readAnswer(url: string, reply: SendReply): Promise<unknown> {
  const failed = (error: ErrorValue) => AppError.from(at(url, error));
  if (reply.status >= 400) throw failed(await refusalOf(reply));
  const body = await readText(reply.chunks, largestList);
  const parsed = parseJson(body);
  if (isComplaint(parsed)) throw failed(refusal(reply.status, body, reply.headers));
  if (parsed === undefined) throw failed(unreadable(reply.status));
  return parsed;
}
