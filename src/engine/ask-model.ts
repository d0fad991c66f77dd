import type { MessageBody, MessageRow } from '../domain/conversation';
import { AppError, type ErrorCode, type ErrorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { newId, type Id } from '../domain/id';
import type { Part } from '../domain/part';
import { agentWithInstructions } from '../storage/agents';
import { connectionWithKey, listedModel } from '../storage/connections';
import { readWindow } from '../storage/messages';
import { writeIntent, writeOutcome, type NewCost } from '../storage/acts';
import { dropDraft } from '../storage/drafts';
import { manifestOf } from './manifest';
import { priceOf } from './price-of';
import { buildRequest } from './prompt';
import type { LeasedRun, Outcome } from './run';
import { ceilingFor, endpointOf, makeCall, type Call, type CallResult } from './step';

/** First wait after a refusal that may pass, doubled each time; WIRE 2.4. */
const firstWait = 1_000;
const longestWait = 60_000;

/** One attempt at one model call: the intent, the call, and its outcome with the cost in one transaction. */
export async function askModel(run: LeasedRun, act: Id<'act'> | undefined, attempt: number): Promise<Outcome> {
  const { engine, lead, row } = run;
  if (!row.simulated && !engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!row.simulated && !engine.online.now()) return { go: 'wait', for: 'network' };
  const window = await readWindow(engine.workspace, row.tip);
  const call = await prepareCall(run, window, act ?? newId(engine.now(), engine.random), attempt);
  await writeIntent(engine.workspace, lead.epoch, row.id, intentOf(call), { manifest: manifestOf(call, window) });
  const result = await makeCall(engine, call, run.abort);
  // The next leader settles it, from the receipt and the last checkpoint.
  if (lead.abort.aborted && result.reply.stop === undefined) return { go: 'over' };
  return keepResult(run, call, result);
}

async function prepareCall(
  { engine, lead, row }: LeasedRun,
  window: { row: MessageRow; body: MessageBody }[],
  act: Id<'act'>,
  attempt: number,
): Promise<Call> {
  const choice = row.body.model;
  const [agent, found, info] = await Promise.all([
    agentWithInstructions(engine.workspace, row.agent),
    connectionWithKey(engine.workspace, choice.connection),
    listedModel(engine.workspace, choice),
  ]);
  if (!found) throw new AppError('not-found', { parameters: { what: 'connection' } });
  const provider = await engine.providerFor(found.connection.wire);
  const request = buildRequest({
    agent: agent.row,
    instructions: agent.instructions,
    messages: window,
    model: choice.model,
    tools: engine.tools.filter(tool => agent.row.body.tools.includes(tool.name)),
    ...(info ? { info } : {}),
  });
  const body = provider.body(endpointOf(found.connection), request);
  const price = row.simulated ? undefined : await priceOf(engine, choice);
  const ceiling = ceilingFor(body, request, price);
  return {
    run: row,
    act,
    attempt,
    epoch: lead.epoch,
    connection: found.connection,
    provider,
    request,
    body,
    ...(found.key === undefined ? {} : { key: found.key }),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    ...(ceiling === undefined ? {} : { ceiling }),
  };
}

function intentOf(call: Call): Extract<RunEvent, { kind: 'act-intent' }> {
  return {
    kind: 'act-intent',
    act: call.act,
    attempt: call.attempt,
    does: 'model-call',
    effect: 'billed',
    reach: 'provider',
    idempotencyKey: call.act,
    simulated: call.run.simulated,
    ...(call.ceiling === undefined ? {} : { ceiling: call.ceiling }),
  };
}

/** The answer, its cost and what follows from it: one transaction. */
async function keepResult(run: LeasedRun, call: Call, result: CallResult): Promise<Outcome> {
  const { engine, lead, row } = run;
  const { reply, booking, billable } = result;
  const parts = reply.failure ? reply.parts.filter(worthKeeping) : reply.parts;
  const message = parts.length > 0 ? newId<'message'>(engine.now(), engine.random) : undefined;
  const cost: NewCost | undefined = billable
    ? {
        ...booking,
        act: call.act,
        attempt: call.attempt,
        connection: call.connection.id,
        provider: call.connection.provider,
        model: call.request.model,
        purpose: 'answer',
        ...(message ? { message } : {}),
        ...(reply.providerId === undefined ? {} : { providerId: reply.providerId }),
      }
    : undefined;
  const common = {
    act: call.act,
    attempt: call.attempt,
    ...(message ? { message } : {}),
    ...(booking.cost === undefined || !billable ? {} : { cost: booking.cost }),
  };
  const decided = decide(run, call, reply.failure, parts.length > 0, common, reply);
  await writeOutcome(engine.workspace, lead.epoch, row.id, {
    events: decided.events,
    ...(cost ? { cost } : {}),
    messages: message
      ? [
          {
            id: message,
            role: 'agent',
            act: call.act,
            body: { parts, model: reply.model ?? call.request.model, duration: result.duration },
            ...(reply.stop === undefined ? {} : { stop: reply.stop }),
            ...(reply.failure ? { cut: cutBy(reply.failure.code) } : {}),
            ...(booking.cost === undefined || !billable ? {} : { cost: booking.cost }),
          },
        ]
      : [],
  });
  await dropDraft(engine.workspace, row.id);
  engine.drafts.clear(row.conversation);
  return decided.outcome;
}

type Common = { act: Id<'act'>; attempt: number; message?: Id<'message'>; cost?: number };

/** What a finished or broken call means for its run. */
function decide(
  run: LeasedRun,
  call: Call,
  failure: ErrorValue | undefined,
  kept: boolean,
  common: Common,
  reply: CallResult['reply'],
): { events: RunEvent[]; outcome: Outcome } {
  if (!failure) {
    const calls = reply.parts.flatMap(part => (part.kind === 'tool-call' ? [part.call] : []));
    const stop = reply.stop === undefined ? {} : { stop: reply.stop };
    return { events: [{ kind: 'act-succeeded', ...common, ...stop, calls }], outcome: { go: 'on' } };
  }
  if (failure.code === 'aborted') {
    return { events: [{ kind: 'act-cancelled', ...common }, { kind: 'run-cancelled' }], outcome: { go: 'over' } };
  }
  const waits = waitFor(run, call.attempt, failure);
  const final = kept || (!waits && !failure.retryable);
  const failed: RunEvent = { kind: 'act-failed', ...common, error: failure, final };
  if (final) return { events: [failed, { kind: 'run-failed', error: failure }], outcome: { go: 'over' } };
  if (failure.code === 'halted') return { events: [failed], outcome: { go: 'back' } };
  return { events: [failed], outcome: waits ?? { go: 'on' } };
}

function cutBy(code: ErrorCode): 'stopped' | 'interrupted' | 'failed' {
  if (code === 'aborted') return 'stopped';
  return code === 'halted' ? 'interrupted' : 'failed';
}

const worthKeeping = (part: Part) => part.kind !== 'tool-call' && !(part.kind === 'text' && part.text.trim() === '');

/** Failures that pass by themselves or with the user's help: the run waits for that instead of failing. */
function waitFor(run: LeasedRun, attempt: number, failure: ErrorValue): Extract<Outcome, { go: 'wait' }> | undefined {
  const waits: Partial<Record<ErrorCode, 'key-locked' | 'network' | 'rate'>> = {
    'vault-locked': 'key-locked',
    'screen-locked': 'key-locked',
    offline: 'network',
    'rate-limited': 'rate',
    overloaded: 'rate',
    'provider-failed': 'rate',
  };
  const reason = waits[failure.code];
  if (!reason || (reason === 'rate' && !failure.retryable)) return undefined;
  if (reason !== 'rate') return { go: 'wait', for: reason };
  const asked = Number(failure.parameters['retryAfterMs']);
  const backoff = Math.min(longestWait, firstWait * 2 ** (attempt - 1));
  const wait = Number.isFinite(asked) && asked > 0 ? asked : backoff;
  return { go: 'wait', for: 'rate', until: run.engine.now() + wait };
}
