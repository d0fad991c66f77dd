import type { MessageBody, MessageRow } from '../domain/conversation';
import { AppError } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { newId, type Id } from '../domain/id';
import { unionLabels } from '../domain/label';
import { agentWithInstructions } from '../storage/agents';
import { connectionWithKey, listedModel } from '../storage/connections';
import { windowOf } from '../domain/window';
import { readWindow } from '../storage/messages';
import { writeIntent } from '../storage/acts';
import { compact, isTooFull } from './compact';
import { keepResult } from './keep-result';
import { manifestOf } from './manifest';
import { priceOf } from './price-of';
import { buildRequest } from './prompt';
import type { LeasedRun, Outcome } from './run';
import { ceilingFor, endpointOf, makeCall, type Call } from './step';

/** One attempt at one model call: the intent, the call, and its outcome with the cost in one transaction. */
export async function askModel(run: LeasedRun, act: Id<'act'> | undefined, attempt: number): Promise<Outcome> {
  const { engine, lead, row } = run;
  if (!row.simulated && !engine.keysOpen()) return { go: 'wait', for: 'key-locked' };
  if (!row.simulated && !engine.online.now()) return { go: 'wait', for: 'network' };
  const window = windowOf(await readWindow(engine.workspace, row.tip));
  const call = await prepareCall(run, window, act ?? newId(engine.now(), engine.random), attempt);
  if (isTooFull(run.state, call)) {
    const smaller = await compact(run, window, call);
    if (smaller) return smaller;
  }
  await writeIntent(engine.workspace, lead.epoch, row.id, intentOf(call), {
    manifest: await manifestOf(engine, run.state, call, window),
  });
  const result = await makeCall(engine, call, run.abort);
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
    agentWithInstructions(engine.workspace, row.agent, row.instructions),
    connectionWithKey(engine.workspace, choice.connection),
    listedModel(engine.workspace, choice),
  ]);
  if (!found) throw new AppError('not-found', { parameters: { what: 'connection' } });
  const provider = await engine.providerFor(found.connection.wire);
  const price = row.simulated ? undefined : await priceOf(engine, choice);
  const request = buildRequest({
    agent: agent.row,
    instructions: agent.instructions,
    messages: window,
    model: choice.model,
    tools: engine.tools.filter(tool => agent.row.body.tools.includes(tool.name)),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
  });
  const body = provider.body(endpointOf(found.connection), request);
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
    purpose: 'answer',
    instructions: row.instructions ?? agent.row.instructions,
    labels: unionLabels(window.map(one => one.row.labels)),
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
