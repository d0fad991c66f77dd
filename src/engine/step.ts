import { book, type Booking } from '../domain/book';
import type { ConnectionRow } from '../domain/connection';
import { errorValue, type ErrorCode } from '../domain/error';
import type { Instant } from '../domain/id';
import type { ModelRequest } from '../domain/model-request';
import { ceilingOf, type NanoUsd } from '../domain/money';
import { textBytes } from '../domain/part';
import type { ProviderCall, Receipt } from '../domain/ports';
import type { Price } from '../domain/price';
import { weighFiles } from '../domain/sent-file';
import type { ModelReply, ReplyPlace, ReplyPosition, StreamEvent } from '../domain/stream';
import type { Call, CallResult } from './call';
import { callPort } from './call-port';
import { collectReply } from './collect';
import { draftShower } from './draft-shower';
import type { Engine } from './engine';

/** The most a call can cost that reads at most `mostInput` tokens: all of them, and its output limit. */
export function ceilingFor(
  mostInput: number,
  { maxOutput }: Pick<ModelRequest, 'maxOutput'>,
  price: Price | undefined,
): NanoUsd | undefined {
  return price && ceilingOf(mostInput, maxOutput, price.rates, price.tiers);
}

/** What a token of the answer costs at most: a long request may fall into a tier. */
export const dearestOutput = ({ rates, tiers }: Price): number =>
  Math.max(rates.output, ...tiers.map(tier => tier.rates.output));

/** The call with at most so many tokens of answer, for its budgets' sake. */
export function withAnswerOf(call: Call, maxOutput: number): Call {
  if (maxOutput >= call.request.maxOutput) return call;
  const request = { ...call.request, maxOutput };
  const body = call.provider.body(endpointOf(call.connection), request);
  const ceiling = call.ceiling === undefined ? undefined : ceilingFor(call.mostInput, request, call.price);
  return { ...call, request, body, isKeptShort: true, ...(ceiling === undefined ? {} : { ceiling }) };
}

/**
 * Makes one call and reads its stream to the end, showing the draft as it grows. Never rejects: what goes wrong is
 * `reply.failure`. The intent must be in the database before; `since`: the time just before it was written.
 */
export function makeCall(engine: Engine, call: Call, abort: AbortSignal, since: Instant): Promise<CallResult> {
  const { provider, connection, request } = call;
  return read(engine, call, { abort, since }, port => provider.stream(endpointOf(connection), request, port));
}

/** Reads on where an earlier leader, or an earlier connection, left the reply to a call: nothing is paid anew. */
export function readOn(engine: Engine, call: Call, abort: AbortSignal, before: ReplyPlace): Promise<CallResult> {
  const { provider, connection, request } = call;
  return read(engine, call, { abort, before }, port =>
    provider.resume ? provider.resume(endpointOf(connection), request, before.position, port) : nothing(),
  );
}

async function* nothing(): AsyncGenerator<StreamEvent> {
  yield { kind: 'failure', error: { code: 'reply-gone', retryable: false, parameters: {} } };
}

async function read(
  engine: Engine,
  call: Call,
  { abort, since, before }: { abort: AbortSignal; since?: Instant; before?: ReplyPlace },
  open: (port: ProviderCall) => AsyncIterable<StreamEvent>,
): Promise<CallResult> {
  const started = engine.now();
  const collector = collectReply(before?.parts);
  const over = new AbortController();
  const port = callPort(engine, call, AbortSignal.any([abort, over.signal]), since);
  const shower = draftShower(engine, call, started, collector);
  try {
    for await (const event of open(port)) {
      collector.take(event);
      shower.show();
      if (collector.size() > mostUnits(call)) {
        collector.take({ kind: 'failure', error: { code: 'limit-ignored', retryable: false, parameters: {} } });
        break;
      }
    }
  } catch (error) {
    collector.take({ kind: 'failure', error: errorValue(error) });
  }
  // Closes what a server has not closed itself.
  over.abort();
  shower.stop();
  collector.close();
  if (abort.aborted && collector.reply.stop === undefined) {
    collector.reply.failure = errorValue(abort.reason);
  }
  const { reply } = collector;
  nameModel(reply, call.request);
  const booking = bookingOf(call, reply, collector.bytes());
  const billable = await mayHaveCost(engine, call, reply);
  const duration = engine.now() - started;
  return { reply, booking, duration, ...(billable === undefined ? {} : { billable }) };
}

/** Not every provider names the model that it does not know. */
export function nameModel(reply: ModelReply, { model }: ModelRequest): void {
  const { failure } = reply;
  if (failure?.code !== 'unknown-model') return;
  reply.failure = { ...failure, parameters: { ...failure.parameters, model } };
}

/** UTF-16 units of an answer of which nobody believes that they are no more tokens than it was allowed. */
const mostUnits = ({ request }: Call): number => 16 * request.maxOutput;

function bookingOf(call: Call, reply: ModelReply, bytesIn: number): Booking {
  return book(reply, {
    simulated: call.run.simulated,
    bytesOut: textBytesOf(call),
    bytesIn,
    ...(call.price ? { price: call.price } : {}),
    ...(call.ceiling === undefined ? {} : { ceiling: call.ceiling }),
  });
}

/** The result of a call nobody read to its end: what had arrived, booked as estimated. */
export function bookedSoFar(call: Call, reply: ModelReply): CallResult {
  return { reply, booking: bookingOf(call, reply, textBytes(reply.parts)), billable: true, duration: 0 };
}

/** The result of a call that was called off, booked by what its provider says it used. */
export function bookAgain(call: Call, result: CallResult, { usage, rawUsage }: ModelReply): CallResult {
  if (!usage) return result;
  const reply: ModelReply = { ...result.reply, usage, rawUsage };
  // The provider has said that it is over: what it used is all it will use.
  return { ...result, reply, booking: bookingOf(call, { ...reply, stop: 'end' }, 0) };
}

/** Stops a reply that its provider would go on with, and takes what it says was used. */
export async function callOff(engine: Engine, call: Call, position: ReplyPosition): Promise<ModelReply> {
  const { provider, connection } = call;
  const port = callPort(engine, call, new AbortController().signal);
  const used = await provider.cancel?.(endpointOf(connection), position, port).catch(() => undefined);
  return { parts: [], ...(used ? { usage: used.usage, rawUsage: used.raw } : {}) };
}

/**
 * Failures that may come after the request has left. `offline`: no call begins without a network, so it went away. An opaque
 * failure is not among them: a wrong key looks the same, and is never billed.
 */
const losesAnswers: ReadonlySet<ErrorCode> = new Set([
  'aborted',
  'halted',
  'offline',
  'stream-cut',
  'reply-gone',
  'vault-locked',
  'vault-silent',
]);

/** A call without an answer may still be billed, once its request has left. Nothing where the vault does not say. */
async function mayHaveCost(engine: Engine, call: Call, reply: ModelReply): Promise<boolean | undefined> {
  if (reply.usage || reply.stop !== undefined || reply.parts.length > 0) return true;
  const code = reply.failure?.code;
  if (code === undefined || !losesAnswers.has(code)) return false;
  if (call.run.simulated) return true;
  return engine.vault.sent(call.act, call.attempt).then(mayBeBilled, () => undefined);
}

/** Whether a request left and was not refused outright: what is refused is never billed (decision 0003). */
export function mayBeBilled(receipt: Receipt | undefined): receipt is Receipt {
  return receipt !== undefined && (receipt.status === undefined || receipt.status < 400);
}

/** Bytes of a request as if all of it were text: files count by their tokens, four bytes each. */
function textBytesOf({ body, request }: Call): number {
  const { bytes, tokens = 0 } = weighFiles(request.turns, request.files);
  return byteLength(body) - bytes + 4 * tokens;
}

/** What an adapter needs to know of a connection. */
export function endpointOf(connection: ConnectionRow) {
  const { provider, wire, body } = connection;
  return { provider, wire, baseUrl: body.baseUrl, options: body.options };
}

/** UTF-8 bytes. */
export const byteLength = (text: string) => new TextEncoder().encode(text).length;
