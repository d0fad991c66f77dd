import type { ModelChoice } from '../domain/agent';
import { book, type Booking } from '../domain/book';
import { AppError } from '../domain/error';
import type { Finding } from '../domain/finding';
import { newId, type Id } from '../domain/id';
import type { ModelRequest, ToolDescription } from '../domain/model-request';
import type { NanoUsd } from '../domain/money';
import { textBytes } from '../domain/part';
import type { Provider } from '../domain/ports';
import type { Price } from '../domain/price';
import type { ModelReply } from '../domain/stream';
import { bookCheck, settleCheck } from '../storage/book-check';
import { listedModel } from '../storage/connections';
import type { NewCost } from '../storage/costs';
import { boundOf } from './bound';
import { collectReply } from './collect';
import type { TriedOut } from './connection-door';
import type { Engine } from './engine';
import { freeCall, type Connected } from './free-call';
import { priceOf } from './price-of';
import { byteLength, endpointOf, nameModel } from './step';

/** Output tokens of a test call: enough for a call of the tool, also after a short thought. */
const trialOutput = 256;

const ping: ToolDescription = {
  name: 'ping',
  description: 'Does nothing.',
  input: { type: 'object', properties: {}, additionalProperties: false },
};

/** A test call, decided and priced. */
interface Trial {
  request: ModelRequest;
  body: string;
  price?: Price;
  ceiling?: NanoUsd;
}

/** The most that trying a model out can cost: two calls. Nothing where no price is known. */
export async function quoteTrial(engine: Engine, found: Connected, model: string): Promise<NanoUsd | undefined> {
  const provider = await engine.providerFor(found.connection.wire);
  const { ceiling } = await prepare(engine, found, provider, model, true);
  return ceiling === undefined ? undefined : 2 * ceiling;
}

/**
 * Makes one tiny real call that offers a tool, and where that is refused one without: does the answer stream, is the
 * tool asked for, is the usage told. Each is booked in the ledger before it leaves. Rejects `over-budget`,
 * `price-unknown`, and what keeps anything from being sent.
 */
export async function tryOut(engine: Engine, found: Connected, model: string, abort: AbortSignal): Promise<TriedOut> {
  const first = await attempt(engine, found, model, true, abort);
  const { code } = first.reply.failure ?? {};
  if (code !== 'request-refused' && code !== 'provider-failed') {
    return { findings: findingsOf(first.reply), ...(first.cost === undefined ? {} : { cost: first.cost }) };
  }
  const second = await attempt(engine, found, model, false, abort);
  const [stream, , usage] = findingsOf(second.reply);
  const isTool = second.reply.stop !== undefined;
  const tools: Finding = isTool
    ? {
        of: 'tools',
        is: 'fails',
        cause: 'refused-tools',
        ...(first.reply.failure ? { error: first.reply.failure } : {}),
      }
    : { of: 'tools', is: 'untried' };
  const cost = first.cost === undefined || second.cost === undefined ? undefined : first.cost + second.cost;
  return { findings: [stream, tools, usage], ...(cost === undefined ? {} : { cost }) };
}

type Three = [stream: Finding, tools: Finding, usage: Finding];

function findingsOf({ failure, stop, parts, usage }: ModelReply): Three {
  if (stop === undefined || failure) {
    const stream: Finding = { of: 'stream', is: 'fails', ...(failure ? { error: failure } : {}) };
    return [stream, { of: 'tools', is: 'untried' }, { of: 'usage', is: 'untried' }];
  }
  const called = parts.some(part => part.kind === 'tool-call');
  return [
    { of: 'stream', is: 'works' },
    called ? { of: 'tools', is: 'works' } : { of: 'tools', is: 'unclear', cause: 'unasked' },
    usage ? { of: 'usage', is: 'works' } : { of: 'usage', is: 'fails', cause: 'no-usage' },
  ];
}

/** Decides and prices a test call. */
async function prepare(
  engine: Engine,
  { connection }: Connected,
  provider: Provider,
  model: string,
  withTool: boolean,
): Promise<Trial> {
  const choice: ModelChoice = { connection: connection.id, model };
  const [price, info] = await Promise.all([priceOf(engine, choice), listedModel(engine.workspace, choice)]);
  const request: ModelRequest = {
    model,
    instructions: 'This tests a connection.',
    turns: [{ role: 'user', parts: [{ kind: 'text', text: withTool ? 'Call the tool `ping`.' : 'Say: yes.' }] }],
    tools: withTool ? [ping] : [],
    maxOutput: trialOutput,
    ...(price?.source.match === 'exact' ? { maxPrice: price.rates } : {}),
  };
  const body = provider.body(endpointOf(connection), request);
  const known = { ...(info ? { info } : {}), ...(price ? { price } : {}) };
  const bounded = { provider: connection.provider, request, body, ...known };
  const { ceiling } = await boundOf(engine.workspace, bounded, [], { choice, bodyOf: () => body });
  return { request, body, ...(price ? { price } : {}), ...(ceiling === undefined ? {} : { ceiling }) };
}

/** Makes one test call, booked before and after. */
async function attempt(
  engine: Engine,
  found: Connected,
  model: string,
  withTool: boolean,
  abort: AbortSignal,
): Promise<{ reply: ModelReply; cost?: NanoUsd }> {
  const { connection } = found;
  const provider = await engine.providerFor(connection.wire);
  const trial = await prepare(engine, found, provider, model, withTool);
  const act = newId<'act'>(engine.now(), engine.random);
  const about = {
    act,
    attempt: 1,
    connection: connection.id,
    provider: connection.provider,
    model,
    purpose: 'check',
  } as const;
  await bookFirst(engine, about, trial.ceiling);
  const collector = collectReply();
  const port = freeCall(engine, found, 'check', abort, { act, attempt: 1 });
  for await (const event of provider.stream(endpointOf(connection), trial.request, port)) collector.take(event);
  collector.close();
  const { reply } = collector;
  nameModel(reply, trial.request);
  const booking = await known(engine, act, reply, trial);
  const id = reply.providerId === undefined ? {} : { providerId: reply.providerId };
  if (booking) await settleCheck(engine.workspace, { ...about, ...booking, ...id });
  const cost = booking ? booking.cost : trial.ceiling;
  return { reply, ...(cost === undefined ? {} : { cost }) };
}

/** Books the most a test call can cost. Throws `over-budget`, `price-unknown`. */
async function bookFirst(
  engine: Engine,
  about: Pick<NewCost, 'act' | 'attempt' | 'connection' | 'provider' | 'model' | 'purpose'>,
  ceiling: NanoUsd | undefined,
): Promise<void> {
  const most: Booking =
    ceiling === undefined
      ? { basis: 'unknown' }
      : { basis: 'estimated', cost: ceiling, low: 0, high: ceiling, ceiling };
  const admission = await bookCheck(engine.workspace, { ...about, ...most });
  if (admission.is === 'go') return;
  const isUnpriced = admission.is !== 'wait' && admission.because === 'no-price';
  throw new AppError(isUnpriced ? 'price-unknown' : 'over-budget', { parameters: { model: about.model } });
}

/** What a test call did cost; nothing where the most it could is all that is known. */
async function known(
  engine: Engine,
  act: Id<'act'>,
  reply: ModelReply,
  { body, price, ceiling }: Trial,
): Promise<Booking | undefined> {
  const { stop, usage, parts, providerId } = reply;
  const hasBegun = stop !== undefined || usage !== undefined || parts.length > 0 || providerId !== undefined;
  if (!hasBegun) {
    const receipt = await engine.vault.sent(act, 1);
    const mayHaveCost = receipt !== undefined && (receipt.status === undefined || receipt.status < 400);
    // Refused outright, or never sent: that costs nothing.
    return mayHaveCost ? undefined : { cost: 0, usage: { input: 0, output: 0 }, basis: 'priced' };
  }
  return book(reply, {
    simulated: false,
    bytesOut: byteLength(body),
    bytesIn: textBytes(reply.parts),
    ...(price ? { price } : {}),
    ...(ceiling === undefined ? {} : { ceiling }),
  });
}
