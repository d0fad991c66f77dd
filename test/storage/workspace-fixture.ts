import { vi } from 'vitest';
import type { ModelChoice } from '../../src/domain/agent';
import { chargeOf } from '../../src/domain/charge';
import type { RunEvent } from '../../src/domain/event';
import { derivedId, newId, type Id } from '../../src/domain/id';
import type { Part } from '../../src/domain/part';
import { writeIntent, writeOutcome, type NewCost } from '../../src/storage/acts';
import { addAgent } from '../../src/storage/agents';
import { addConnection } from '../../src/storage/connections';
import { openWorkspace, type OpenOptions, type Workspace } from '../../src/storage/open';
import { takeLead } from '../../src/storage/lease';
import { leaseRun } from '../../src/storage/runs';
import { allSums } from '../../src/storage/day-sums';
import { sendMessage, type Sending, type Sent } from '../../src/storage/send';
import { freshId } from '../../src/storage/write';
import { seededRandom } from '../domain/random';

/** A clock that a test turns by hand; each reading is a millisecond later, so that nothing happens at once. */
export function handClock(start = Date.UTC(2026, 10, 25, 12)) {
  let time = start;
  const now = () => time++;
  return { now, turn: (milliseconds: number) => void (time += milliseconds) };
}

// Many databases on a busy machine: a test that waits is not a test that fails.
vi.setConfig({ testTimeout: 30_000 });

let opened = 0;

/** An empty workspace of its own. The same `seed` draws the same ids. */
export function freshWorkspace(options: Partial<OpenOptions> & { seed?: number } = {}): Promise<Workspace> {
  const { seed = ++opened, now = handClock().now, ...rest } = options;
  const random = seededRandom(seed);
  const id = newId<'workspace'>(now(), random);
  return openWorkspace({ scope: `/${crypto.randomUUID()}/`, id, now, random, ...rest });
}

export const model: ModelChoice = { connection: derivedId('test', 'connection'), model: 'claude-sonnet-5' };

/** A connection and an agent that answers over it. */
export async function hire(ws: Workspace, name = 'Ada'): Promise<Id<'agent'>> {
  await addConnection(ws, {
    id: model.connection,
    provider: 'anthropic',
    wire: 'anthropic-messages',
    body: { name: 'Anthropic', baseUrl: 'https://api.anthropic.com/v1', options: {} },
  });
  return addAgent(ws, {
    hue: 3,
    tier: 'balanced',
    connection: model.connection,
    maxOutput: 8_000,
    simulated: false,
    body: { name, role: 'researcher', model: model.model, tools: [] },
    instructions: 'Be brief.',
  });
}

/** A user's message of one text. */
export function say(ws: Workspace, agent: Id<'agent'>, text: string, more: Partial<Sending> = {}): Promise<Sent> {
  return sendMessage(ws, { agent, simulated: false, parts: textParts(text), title: text, agentModel: model, ...more });
}

export const textParts = (text: string): Part[] => [{ kind: 'text', text }];

/** Leases a run under a fresh lead. */
export async function lead(ws: Workspace, run: Id<'run'>): Promise<number> {
  const epoch = await takeLead(ws);
  await leaseRun(ws, epoch, run);
  return epoch;
}

/** One answered model call: intent, then outcome with message and cost. */
export async function answer(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  text: string,
  more: { cost?: Partial<NewCost>; ends?: boolean; act?: Id<'act'> } = {},
): Promise<{ act: Id<'act'>; message: Id<'message'> }> {
  const { act = freshId<'act'>(ws), ends = true } = more;
  const message = freshId<'message'>(ws);
  await writeIntent(ws, epoch, run, intent(act), { manifest: { body: 'hash' } });
  const cost = costOf(act, { message, ...more.cost });
  await writeOutcome(ws, epoch, run, {
    events: [
      {
        kind: 'act-succeeded',
        act,
        attempt: 1,
        message,
        stop: 'end',
        calls: [],
        ...chargeOf(cost),
      },
      ...(ends ? [{ kind: 'run-succeeded' } as const] : []),
    ],
    messages: [{ id: message, role: 'agent', act, stop: 'end', body: { parts: textParts(text), model: model.model } }],
    cost,
  });
  return { act, message };
}

/** The intent of a first attempt at a model call. */
export function intent(act: Id<'act'>, attempt = 1): Extract<RunEvent, { kind: 'act-intent' }> {
  return {
    kind: 'act-intent',
    act,
    attempt,
    does: 'model-call',
    effect: 'billed',
    reach: 'provider',
    idempotencyKey: act,
    ceiling: 9_000_000,
  };
}

/** A priced call of 1,000 tokens in and 100 out at 3 and 15 dollars a million. */
export function costOf(act: Id<'act'>, more: Partial<NewCost> = {}): NewCost {
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
    ...more,
  };
}

/** A ledger of 25 November 2026 with one entry for each cost, in its order. */
export async function ledgerOf(...costs: Partial<NewCost>[]): Promise<Workspace> {
  const ws = await freshWorkspace();
  const agent = await hire(ws);
  for (const cost of costs) {
    const { run } = await say(ws, agent, 'Hello');
    await answer(ws, await lead(ws, run), run, 'Hi', { cost });
  }
  return ws;
}

/** Every row of sums. */
export const sumsOf = allSums;
