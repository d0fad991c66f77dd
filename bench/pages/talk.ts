import type { ModelChoice } from '../../src/domain/agent';
import { derivedId, type Id } from '../../src/domain/id';
import type { Part } from '../../src/domain/part';
import { writeIntent, writeOutcome, type NewCost } from '../../src/storage/acts';
import { addAgent } from '../../src/storage/agents';
import { addConnection } from '../../src/storage/connections';
import { takeLead } from '../../src/storage/lease';
import type { Workspace } from '../../src/storage/open';
import { leaseRun } from '../../src/storage/runs';
import { sendMessage, type Sent } from '../../src/storage/send';
import { freshId } from '../../src/storage/write';

/** The model of everyone in the bench; its price is in the built-in table. */
export const model: ModelChoice = { connection: derivedId('bench', 'connection'), model: 'claude-sonnet-4-5' };

export const textParts = (text: string): Part[] => [{ kind: 'text', text }];

/** A connection, and an agent that answers over it and may calculate. */
export async function hire(ws: Workspace): Promise<Id<'agent'>> {
  await addConnection(ws, {
    id: model.connection,
    provider: 'anthropic',
    wire: 'anthropic-messages',
    body: { name: 'Bench', baseUrl: 'https://api.example', options: {} },
  });
  return addAgent(ws, {
    hue: 3,
    tier: 'balanced',
    connection: model.connection,
    maxOutput: 1_000,
    simulated: false,
    body: { name: 'Ada', role: 'assistant', model: model.model, tools: ['calculate'] },
    instructions: 'Answer.',
  });
}

/** A user's message that begins a conversation. */
export function say(ws: Workspace, agent: Id<'agent'>, text: string): Promise<Sent> {
  return sendMessage(ws, { agent, simulated: false, parts: textParts(text), title: text, agentModel: model });
}

/** Answers a queued run as the engine would: the intent, then message and cost, and the run is over. */
export async function answer(ws: Workspace, run: Id<'run'>, text: string): Promise<void> {
  const epoch = await takeLead(ws);
  await leaseRun(ws, epoch, run);
  const [act, message] = [freshId<'act'>(ws), freshId<'message'>(ws)];
  const cost = costOf(act);
  await writeIntent(ws, epoch, run, {
    kind: 'act-intent',
    act,
    attempt: 1,
    does: 'model-call',
    effect: 'billed',
    reach: 'provider',
    idempotencyKey: act,
    ceiling: 9_000_000,
  });
  await writeOutcome(ws, epoch, run, {
    events: [
      { kind: 'act-succeeded', act, attempt: 1, message, stop: 'end', cost: 4_500_000 },
      { kind: 'run-succeeded' },
    ],
    messages: [{ id: message, role: 'agent', act, stop: 'end', body: { parts: textParts(text), model: model.model } }],
    cost: { ...cost, message },
  });
}

/** A priced call of 1,000 tokens in and 100 out at 3 and 15 dollars a million. */
export function costOf(act: Id<'act'>): NewCost {
  return {
    act,
    attempt: 1,
    connection: model.connection,
    provider: 'anthropic',
    model: model.model,
    purpose: 'answer',
    usage: { input: 1_000, output: 100 },
    rates: { input: 3_000_000_000, output: 15_000_000_000 },
    cost: 4_500_000,
    basis: 'priced',
  };
}
