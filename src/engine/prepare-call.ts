import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { labelsOf } from '../domain/label';
import { windowOf } from '../domain/window';
import { agentWithInstructions } from '../storage/agents';
import { connectionWithKey, listedModel } from '../storage/connections';
import { readWindow, type MessageReading } from '../storage/messages';
import { priceOf } from './price-of';
import { buildRequest } from './prompt';
import type { LeasedRun } from './run';
import { ceilingFor, endpointOf, type Call } from './step';

/** The messages a run's next model call is shown. */
export async function windowFor({ engine, row }: LeasedRun): Promise<MessageReading[]> {
  return windowOf(await readWindow(engine.workspace, row.tip));
}

/** Everything a model call needs, decided and priced; nothing is spent. Throws `not-found`. */
export async function prepareCall(
  { engine, lead, row }: LeasedRun,
  window: readonly MessageReading[],
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
    // Who can take a reply up again wants it to outlive its connection.
    ...(provider.resume ? { resumable: true } : {}),
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
    labels: labelsOf(window.map(({ row }) => row)),
    ...(found.key === undefined ? {} : { key: found.key }),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    ...(ceiling === undefined ? {} : { ceiling }),
  };
}
