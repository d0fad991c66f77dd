import { leftIn, type Admission, type Standing } from '../domain/budget';
import type { RunEvent } from '../domain/event';
import { openRequests as openOf } from '../domain/fold';
import { derivedId, type Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { BudgetAsked, RequestBody } from '../domain/request';
import { startOfDay } from '../lib/day-start';
import { wait } from '../lib/wait';
import { listBudgets, wakeForBudgets } from '../storage/budgets';
import { openRequests, requestBody } from '../storage/requests';
import { appendEvents } from '../storage/runs';
import type { Allowance } from './afford';
import { countedCall } from './counted-call';
import { priceOf } from './price-of';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call } from './call';
import { dearestOutput, withAnswerOf } from './step';

/** Output tokens an answer is never cut below to fit a budget (MONEY: Ceilings, class A). */
const leastOutput = 1_000;

/** Milliseconds after which a call that waits for others to end is weighed again. */
const patience = 250;

type Refusal = Exclude<Admission, { is: 'go' }>;
type Denial = Exclude<Refusal, { is: 'wait' }>;

/** A call as it was wanted, and with the length of answer that suits its budgets. */
interface Tried {
  call: Call;
  modest: Call;
}
type Write = (tried: Call) => Promise<Admission>;

/**
 * What becomes of a call that was not admitted: the same call with a tighter bound, a still shorter answer than the
 * `modest` one that was tried, a wait for others, a question to the user about the call as it was wanted, or the end.
 */
export async function overBudget(
  run: LeasedRun,
  tried: Tried,
  refusal: Refusal,
  write: Write,
): Promise<Call | Outcome> {
  if (refusal.is === 'wait') return waitForOthers(run);
  const room = roomIn(refusal);
  const call = room === undefined ? undefined : await countedCall(run, tried.call, { room, leastOutput });
  if (!call) return makeFit(run, tried, refusal, write);
  const modest = withAnswerOf(call, tried.modest.request.maxOutput);
  const admission = await write(modest);
  if (admission.is === 'go') return modest;
  return admission.is === 'wait' ? waitForOthers(run) : makeFit(run, { call, modest }, admission, write);
}

/** A shorter answer where that fits; else others are waited for, or the user is asked. */
async function makeFit(
  run: LeasedRun,
  { call, modest }: Tried,
  refusal: Denial,
  write: Write,
): Promise<Call | Outcome> {
  const shorter = shortened(modest, refusal);
  const admission = shorter && (await write(shorter));
  if (admission?.is === 'go') return shorter ?? call;
  if (admission?.is === 'wait') return waitForOthers(run);
  const whole = modest === call ? refusal : await write(call);
  if (whole.is === 'go') return call;
  return whole.is === 'wait' ? waitForOthers(run) : deny(run, call, whole);
}

/**
 * What is in flight is free again soon: nothing is written meanwhile, and then the run is looked at anew. One that is
 * stopped meanwhile, or held because everything is, waits in the queue for what becomes of it.
 */
async function waitForOthers({ abort }: LeasedRun): Promise<Outcome> {
  return wait(patience, abort).then(
    () => ({ go: 'on' }),
    () => ({ go: 'back' }),
  );
}

/** What the budgets that a call does not fit have left once others have ended; nothing where it is not for want of room. */
function roomIn({ because, over }: Denial): NanoUsd | undefined {
  return because === 'limit' ? Math.min(...over.map(one => leftIn(one) + one.reserved)) : undefined;
}

/** The call with as long an answer as the budgets have room for. */
function shortened(call: Call, denial: Denial): Call | undefined {
  const { price, request, ceiling } = call;
  const room = roomIn(denial);
  if (room === undefined || !price || ceiling === undefined) return undefined;
  const dearest = Math.max(dearestOutput(price), 1);
  const excess = BigInt(ceiling - room) * 1_000_000n;
  const maxOutput = request.maxOutput - Number((excess + BigInt(dearest) - 1n) / BigInt(dearest));
  return maxOutput < leastOutput ? undefined : withAnswerOf(call, maxOutput);
}

function deny(run: LeasedRun, call: Call, denial: Denial): Promise<Outcome> {
  return denial.is === 'stop' ? stop(run) : ask(run, call, denial);
}

async function stop({ engine, lead, row }: LeasedRun): Promise<Outcome> {
  const error = { code: 'over-budget', retryable: false, parameters: {} } as const;
  await appendEvents(engine.workspace, lead.epoch, row.id, [{ kind: 'run-failed', error }]);
  return { go: 'over' };
}

/** Asks the user; the run goes on by itself when the windows that were full have ended, or a limit or price changes. */
async function ask(run: LeasedRun, call: Call, denial: Denial): Promise<Outcome> {
  const { because, over, ceiling } = denial;
  const { engine, lead, row, state } = run;
  const budgets = over.map(({ budget, window }): BudgetAsked => {
    const { id, scope, of, limit } = budget;
    return { id, scope, window: budget.window, limit, spent: window.spent, ...(of === undefined ? {} : { of }) };
  });
  const until = because === 'limit' ? endOf(over) : undefined;
  const before = openOf(state)
    .filter(one => one.asks === 'budget')
    .map((one): RunEvent => ({ kind: 'request-voided', request: one.id }));
  const request = derivedId<'request'>('budget', `${row.id}|${state.run.last}`);
  const { ceilingClass } = call;
  const clock = denial.because === 'clock' ? { clock: denial.clock } : {};
  const body: RequestBody = { budgets, ceilingClass, ...clock, ...(ceiling === undefined ? {} : { ceiling }) };
  await openRequests(engine.workspace, lead.epoch, row.id, [{ request, asks: 'budget', body }], {
    before,
    after: [{ kind: 'run-waiting', for: 'budget', ...(until === undefined ? {} : { until }) }],
  });
  if (await hasMoved(run, call, budgets)) await wakeForBudgets(engine.workspace);
  return { go: 'over' };
}

/** A limit or a price that changed just before the request was there has woken nobody. */
async function hasMoved({ engine }: LeasedRun, call: Call, asked: readonly BudgetAsked[]): Promise<boolean> {
  const now = await listBudgets(engine.workspace);
  if (asked.some(one => now.find(budget => budget.id === one.id)?.limit !== one.limit)) return true;
  if (call.price) return false;
  return (await priceOf(engine, { connection: call.connection.id, model: call.request.model })) !== undefined;
}

/** When the last of these windows ends; a total never does. */
function endOf(over: readonly Standing[]): Instant | undefined {
  if (over.some(({ budget }) => budget.window === 'total')) return undefined;
  return Math.max(...over.map(({ window }) => startOfDay(window.zone, window.to)));
}

/**
 * The leave the user gave to pass budgets once, and has not been used yet; that the clock is right holds for what comes
 * after it too.
 */
export async function allowanceOf({ engine, state }: LeasedRun): Promise<Allowance | undefined> {
  const given = [...state.requests.values()].filter(
    one => one.asks === 'budget' && one.status === 'answered' && one.answer === 'approved',
  );
  const last = given.at(-1);
  if (!last) return undefined;
  const bodies = await Promise.all(given.map(one => requestBody(engine.workspace, one)));
  const isClockRight = bodies.some(body => body.clock);
  const { budgets = [], ceiling, clock } = bodies.at(-1) ?? {};
  if (!isClockRight && ceiling === undefined) return undefined;
  const isOnlyClock = clock !== undefined || ceiling === undefined;
  const once = isOnlyClock ? { budgets: [], ceiling: 0 } : { budgets: budgets.map(one => one.id), ceiling };
  return { request: last.id, once: { ...once, isClockRight } };
}
