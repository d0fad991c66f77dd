import { answerWithin, applies, type Admission, type OneTime } from '../domain/budget';
import type { Id } from '../domain/id';
import { spenderOf, writeIntent } from '../storage/acts';
import type { MessageReading } from '../storage/messages';
import { manifestOf } from './manifest';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call } from './call';
import { dearestOutput, withAnswerOf } from './step';

/** The leave that the user gave for one call, by its request. */
export interface Allowance {
  request: Id<'request'>;
  once: OneTime;
}

/**
 * Writes a call's intent where its budgets have room for it. Returns the call to make, perhaps with a shorter answer than
 * was wanted, or what becomes of the run. What the user let through once is not kept short.
 */
export async function afford(
  run: LeasedRun,
  call: Call,
  window: readonly MessageReading[],
  does: 'model-call' | 'compaction',
): Promise<Call | Outcome> {
  const isAsked = [...run.state.requests.values()].some(one => one.asks === 'budget' && one.status === 'answered');
  const allowed = isAsked ? await (await import('./over-budget')).allowanceOf(run) : undefined;
  const write = (tried: Call) => writeCall(run, tried, window, does, allowed);
  const modest = allowed ? call : await keptShort(run, call);
  const admission = await write(modest);
  if (admission.is === 'go') return modest;
  return (await import('./over-budget')).overBudget(run, { call, modest }, admission, write);
}

/** The call with as long an answer as suits what its budgets have left. */
async function keptShort({ engine, row, setup }: LeasedRun, call: Call): Promise<Call> {
  if (!call.price || row.simulated) return call;
  const spender = spenderOf(row, call.connection.id);
  if (!(await setup.budgets()).some(budget => applies(budget, spender))) return call;
  const { roomFor } = await import('../storage/budget-windows');
  const room = await roomFor(engine.workspace, spender);
  if (room === undefined) return call;
  return withAnswerOf(call, answerWithin(room, call.request.maxOutput, dearestOutput(call.price)));
}

async function writeCall(
  { engine, lead, row, state, known }: LeasedRun,
  call: Call,
  window: readonly MessageReading[],
  does: 'model-call' | 'compaction',
  allowed: Allowance | undefined,
): Promise<Admission> {
  const manifest = await manifestOf(engine, state, call, window, known.call);
  known.call = { act: call.act, attempt: call.attempt, manifest };
  return writeIntent(
    engine.workspace,
    lead.epoch,
    row.id,
    {
      kind: 'act-intent',
      act: call.act,
      attempt: call.attempt,
      does,
      effect: 'billed',
      reach: 'provider',
      idempotencyKey: call.act,
      simulated: row.simulated,
      ...(call.ceiling === undefined ? {} : { ceiling: call.ceiling }),
      ...(allowed ? { request: allowed.request } : {}),
    },
    {
      manifest,
      connection: call.connection.id,
      ...(allowed ? { once: allowed.once } : {}),
    },
  );
}
