import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { inputBound } from '../domain/input-bound';
import { labelsOf } from '../domain/label';
import type { Endpoint } from '../domain/model-request';
import type { Provider } from '../domain/ports';
import { windowOf } from '../domain/window';
import { agentWithInstructions } from '../storage/agents';
import { readWindow, type MessageReading } from '../storage/messages';
import { readModelSetup } from '../storage/model-setup';
import type { Workspace } from '../storage/open';
import type { Sought } from './anchor';
import { priceIn } from './price-of';
import { buildRequest, type Window } from './prompt';
import type { LeasedRun } from './run';
import { toolsetOf } from './toolset';
import { byteLength, ceilingFor, endpointOf, type Call } from './step';

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
  const { tools } = await toolsetOf(engine, agent.row, row);
  const price = row.simulated ? undefined : await priceIn(engine, setup, choice.model);
  const parts = {
    agent: agent.row,
    instructions: agent.instructions,
    model: choice.model,
    asks: choice,
    cacheKey: row.conversation,
    tools,
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    // Who can take a reply up again wants it to outlive its connection.
    ...(provider.resume ? { resumable: true as const } : {}),
  };
  const request = buildRequest({ ...parts, messages: window });
  const endpoint = endpointOf(connection);
  const body = provider.body(endpoint, request);
  const sought = { choice, turns: request.turns, bodyOf: bodies(provider, endpoint, parts) };
  const mostInput = await mostInputOf(engine.workspace, body, window, sought);
  const ceiling = ceilingFor(mostInput, request, price);
  return {
    run: row,
    act,
    attempt,
    epoch: lead.epoch,
    connection,
    provider,
    request,
    body,
    mostInput,
    purpose: 'answer',
    instructions: row.instructions ?? agent.row.instructions,
    labels: labelsOf(window.map(({ row }) => row)),
    ...(key === undefined ? {} : { key }),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    ...(ceiling === undefined ? {} : { ceiling }),
  };
}

/** The bodies of requests that differ from one another in what is shown and in how long and hard the answer may be. */
export function bodies(provider: Provider, endpoint: Endpoint, parts: Omit<Window, 'messages'>): Sought['bodyOf'] {
  return (messages, { maxOutput, effort }) => {
    const { effort: _, ...request } = buildRequest({ ...parts, messages });
    return provider.body(endpoint, { ...request, maxOutput, ...(effort === undefined ? {} : { effort }) });
  };
}

/** The most input tokens a request can come to: in a conversation that goes on, what is known of its beginning counts. */
export async function mostInputOf(
  workspace: Workspace,
  body: string,
  window: readonly MessageReading[],
  sought: Sought,
): Promise<number> {
  const goesOn = window.some(({ row }) => row.role === 'agent' && !row.simulated);
  const anchor = goesOn ? await (await import('./anchor')).anchorOf(workspace, window, sought) : undefined;
  return inputBound(byteLength(body), anchor);
}
