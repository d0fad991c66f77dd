import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { labelsOf } from '../domain/label';
import { windowOf } from '../domain/window';
import { agentWithInstructions } from '../storage/agents';
import { readWindow, type MessageReading } from '../storage/messages';
import { readModelSetup } from '../storage/model-setup';
import { priceIn } from './price-of';
import { buildRequest } from './prompt';
import type { LeasedRun } from './run';
import { ceilingFor, endpointOf, type Call } from './step';

/** The messages a run's next model call is shown. */
export async function windowFor(run: LeasedRun): Promise<MessageReading[]> {
  return windowOf(await branchOf(run));
}

/** The whole branch a run works on, oldest first. */
export async function branchOf({ engine, row, known }: LeasedRun): Promise<MessageReading[]> {
  known.branch = await readWindow(engine.workspace, row.tip, known.branch);
  return known.branch;
}

/** Everything a model call needs, decided and priced; nothing is spent. Throws `not-found`. */
export async function prepareCall(
  { engine, lead, row }: LeasedRun,
  window: readonly MessageReading[],
  act: Id<'act'>,
  attempt: number,
): Promise<Call> {
  const choice = row.body.model;
  const [agent, setup] = await Promise.all([
    agentWithInstructions(engine.workspace, row.agent, row.instructions),
    readModelSetup(engine.workspace, choice),
  ]);
  if (!setup) throw new AppError('not-found', { parameters: { what: 'connection' } });
  const { connection, key, info } = setup;
  const provider = await engine.providerFor(connection.wire);
  const price = row.simulated ? undefined : await priceIn(engine, setup, choice.model);
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
  const body = provider.body(endpointOf(connection), request);
  const ceiling = ceilingFor(body, request, price);
  return {
    run: row,
    act,
    attempt,
    epoch: lead.epoch,
    connection,
    provider,
    request,
    body,
    purpose: 'answer',
    instructions: row.instructions ?? agent.row.instructions,
    labels: labelsOf(window.map(({ row }) => row)),
    ...(key === undefined ? {} : { key }),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    ...(ceiling === undefined ? {} : { ceiling }),
  };
}
