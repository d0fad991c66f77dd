import type { Admission, OneTime } from '../../src/domain/budget';
import { windowId } from '../../src/domain/budget-window';
import type { Basis } from '../../src/domain/cost-entry';
import type { Id } from '../../src/domain/id';
import { dayIn } from '../../src/lib/day';
import { budgetTables, writeIntent, writeOutcome, type NewCost } from '../../src/storage/acts';
import { recountWindows } from '../../src/storage/budget-windows';
import { dropBudget, setBudget } from '../../src/storage/budgets';
import { commit } from '../../src/storage/commit';
import { bookCost, costId, costTables, lastCorrection, prepareBooking, writeLateUsage } from '../../src/storage/costs';
import { takeLead } from '../../src/storage/lease';
import { reprice } from '../../src/storage/repricing';
import { rebuildRollups } from '../../src/storage/rollups';
import { leaseRun } from '../../src/storage/runs';
import { bookUpperBounds } from '../../src/storage/upper-bounds';
import { freshId } from '../../src/storage/write';
import { chance, oneOf, whole } from '../domain/random';
import {
  budgetIdOf,
  budgetsOf,
  limits,
  perCall,
  setUp,
  type Call,
  type Engine,
  type Limit,
  type World,
} from './money-house';
import { costOf, intent, model } from './workspace-fixture';

/**
 * Two engines on one real database take turns at the lead, begin calls at the same time, end them, lose them and report
 * them late; what is full is let through once, what has no price gets one, sums are counted anew, the clock jumps. Returns
 * what was violated: after each step the ledger and what is set aside must be within the limits, as what truly happened says.
 */
export async function playOnDatabase(seed: number): Promise<string[]> {
  const world = await setUp(seed);
  await lead(world, world.leader);
  for (let step = 6 + whole(world.random, 10); step > 0; step--) {
    await oneOf(world.random, steps)(world);
    await look(world);
  }
  return world.violations;
}

const steps: ((world: World) => Promise<void>)[] = [
  world => begin(world),
  world => begin(world),
  world => begin(world),
  finish,
  finish,
  handOver,
  late,
  late,
  priceAnew,
  raise,
  countAnew,
  jump,
  jump,
];

async function lead(world: World, engine: Engine): Promise<void> {
  engine.epoch = await takeLead(engine.ws);
  world.leader = engine;
  for (const run of world.runs) await leaseRun(engine.ws, engine.epoch, run);
}

/** What is about to be called. */
interface Wish extends Pick<Call, 'engine' | 'run' | 'act' | 'ceiling' | 'isPriced'> {
  once?: OneTime;
}

/** Two calls at once, of the leader, and now and then of one that has lost the lead and does not know. */
async function begin(world: World, runs = world.runs.filter(() => chance(world.random, 0.6))): Promise<void> {
  const { random } = world;
  const busy = new Set(flying(world).map(one => one.run));
  const free = runs.filter(run => !busy.has(run)).slice(0, 2);
  const wishes = free.map((run): Wish => {
    const engine = chance(random, 0.9) ? world.leader : oneOf(random, world.engines);
    const isPriced = chance(random, 0.8);
    return { engine, run, act: freshId(engine.ws), ceiling: isPriced ? whole(random, 40) : perCall, isPriced };
  });
  const isUnasked = await wouldMoveUnasked(world);
  const admissions = await Promise.all(wishes.map(wish => ask(world, wish)));
  for (const [index, wish] of wishes.entries()) {
    const admission = admissions[index];
    if (!admission) continue;
    const isAsked = admission.is === 'ask' && admission.because === 'clock';
    if (isAsked !== (isUnasked && wish.run !== world.other)) world.violations.push(`clock: asked ${isAsked}`);
    if (admission.is === 'go') sent(world, wish);
  }
  // What was refused may be let through, one after the other.
  for (const [index, wish] of wishes.entries()) {
    const admission = admissions[index];
    if (admission?.is === 'ask' && chance(random, 0.6)) await letThrough(world, wish, admission);
  }
}

/** Nothing where who asks has lost the lead. */
async function ask(
  { leader }: World,
  { engine, run, act, ceiling, isPriced, once }: Wish,
): Promise<Admission | undefined> {
  const { ceiling: _, ...unbound } = intent(act);
  const wanted = isPriced ? { ...unbound, ceiling } : unbound;
  const more = { connection: model.connection, ...(once ? { once } : {}) };
  return writeIntent(engine.ws, engine.epoch, run, wanted, more).catch((error: unknown) => {
    if (engine === leader) throw error;
    return undefined;
  });
}

async function letThrough(world: World, wish: Wish, refusal: Exclude<Admission, { is: 'go' | 'wait' }>): Promise<void> {
  const isClock = refusal.because === 'clock';
  const budgets = isClock ? [] : refusal.over.map(({ budget }) => budget.id);
  const once = { budgets, ceiling: isClock ? 0 : (refusal.ceiling ?? 0), isClockRight: isClock };
  const admission = await ask(world, { ...wish, once });
  if (isClock && admission) world.told = [{ at: world.engines[0]?.ws.now() ?? 0, isCall: false }];
  if (admission?.is === 'go') sent(world, wish, budgets);
}

function sent(
  world: World,
  { engine, run, act, ceiling, isPriced }: Wish,
  budgets: readonly Id<'budget'>[] = [],
): void {
  const isLimited = run !== world.other;
  const day = dayIn('UTC', engine.ws.now());
  const beside = limits.filter(
    limit => limitsOf(isLimited).includes(limit) && countedIn(world, limit).within + ceiling > world.limits[limit],
  );
  for (const limit of beside) if (!budgets.includes(budgetIdOf(world, limit))) world.violations.push(`${limit} passed`);
  world.calls.push({ engine, run, act, ceiling, isPriced, isLimited, day, beside, isFlying: true, counts: ceiling });
}

const limitsOf = (isLimited: boolean): readonly Limit[] => (isLimited ? limits : ['workspace']);
const flying = ({ calls }: World): Call[] => calls.filter(call => call.isFlying);

/** What all calls count as within a limit and beside it, and what of that is booked. */
function countedIn({ calls }: World, limit: Limit) {
  const own = calls.filter(call => limitsOf(call.isLimited).includes(limit));
  const apart = own.filter(call => call.beside.includes(limit));
  const within = sumOf(own) - sumOf(apart);
  return { within, spent: sumOf(own.filter(isBooked)), beside: sumOf(apart.filter(isBooked)) };
}

const isBooked = ({ isFlying }: Call): boolean => !isFlying;
const sumOf = (calls: readonly Call[]): number => calls.reduce((sum, call) => sum + call.counts, 0);

/** Whether the agent's day has ended, with a gap that nobody was asked about since its last call. */
async function wouldMoveUnasked(world: World): Promise<boolean> {
  const { ws } = world.leader;
  const windows = await ws.db['budget-window']
    .where('[budget+from]')
    .aboveOrEqual([budgetIdOf(world, 'day')])
    .toArray();
  const newest = windows.filter(one => one.budget === budgetIdOf(world, 'day')).at(-1);
  const now = ws.now();
  // What was before the window began was asked about when it began, if ever.
  const before = world.told.findLastIndex(({ at, isCall }) => isCall && dayIn('UTC', at) < (newest?.from ?? ''));
  const instants = [...world.told.slice(Math.max(0, before)).map(({ at }) => at), now];
  const isBlind = instants.some((instant, index) => instant - (instants[index - 1] ?? instant) > 36 * 3_600_000);
  return newest !== undefined && dayIn('UTC', now) >= newest.to && isBlind;
}

/** A call ends: with a price, without one, or cut and estimated. */
async function finish(world: World): Promise<void> {
  const one = flying(world)[0];
  if (one) await end(world, one);
}

async function end(world: World, one: Call): Promise<void> {
  const cost = whole(world.random, one.ceiling + 1);
  const isWhole = chance(world.random, 0.7);
  if (!one.isPriced) await book(world, one, { basis: 'unknown', cost: undefined }, one.ceiling);
  else if (isWhole) await book(world, one, { cost }, cost);
  else await book(world, one, { basis: 'estimated', cost, high: one.ceiling }, one.ceiling);
}

async function book(world: World, call: Call, cost: Partial<NewCost>, counts: number): Promise<void> {
  const { ws, epoch } = world.leader;
  const { run, act, ceiling, isPriced } = call;
  const error = { code: 'stream-cut', retryable: true, parameters: {} } as const;
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-failed', act, attempt: 1, final: false, error }],
    messages: [],
    cost: costOf(act, { ...(isPriced ? { ceiling } : {}), ...cost }),
  });
  Object.assign(call, { isFlying: false, counts });
  const now = { at: ws.now(), isCall: true };
  world.told = call.isLimited ? [now] : [...world.told, now];
}

/** The leader is lost in the middle: the other takes the lead and settles what was open as estimated. */
async function handOver(world: World): Promise<void> {
  const next = world.engines.find(engine => engine !== world.leader) ?? world.leader;
  const left = flying(world);
  await lead(world, next);
  for (const one of left) {
    const basis: Basis = one.isPriced ? 'estimated' : 'unknown';
    await book(
      world,
      one,
      one.isPriced ? { basis, cost: 0, high: one.ceiling } : { basis, cost: undefined },
      one.ceiling,
    );
    world.lost.push(one);
  }
  world.turn((whole(world.random, 50) * 60 + 7) * 60_000);
  const abort = new AbortController().signal;
  if (chance(world.random, 0.3) && (await bookUpperBounds(next.ws, { epoch: next.epoch, abort })) > 0) told(world);
}

/** The engine that lost the lead still had a call in flight: what it really cost comes late. */
async function late(world: World): Promise<void> {
  const one = world.lost.shift();
  if (!one) return;
  const cost = whole(world.random, one.counts + 1);
  await writeLateUsage(one.engine.ws, one.run, costOf(one.act, { cost, basis: 'reported' }));
  one.counts = cost;
  told(world);
}

/** A correction is written: something is known of the time, but nobody was asked. */
const told = (world: World) => void world.told.push({ at: world.leader.ws.now(), isCall: false });

/** The user gives a call another price, or its first: none that is dearer than it counted, or a limit may be passed by that. */
async function priceAnew(world: World): Promise<void> {
  const { random, leader } = world;
  const booked = world.calls.filter(isBooked);
  if (booked.length === 0) return;
  const call = oneOf(random, booked);
  const id = costId(call.act, 1);
  const entry = (await lastCorrection(leader.ws, id)) ?? (await leader.ws.db.cost.get(id));
  if (!entry || entry.basis === 'reported' || entry.basis === 'estimated') return;
  const cost = whole(random, call.counts + 1);
  const source = { name: 'user', date: '2026-11-25', model: entry.model, match: 'exact' } as const;
  await reprice(leader.ws, [{ entry, to: { rates: { input: 1, output: 1 }, source, cost, basis: 'priced' } }]);
  call.counts = cost;
  told(world);
}

async function raise(world: World): Promise<void> {
  world.limits[oneOf(world.random, limits)] += whole(world.random, 10);
  const { workspace, agent } = budgetsOf(world);
  await setBudget(oneOf(world.random, world.engines).ws, workspace);
  await setBudget(world.leader.ws, agent);
}

/** Sums and windows are counted anew, as after a merge; a budget is taken away and comes back. */
async function countAnew(world: World): Promise<void> {
  const { ws } = world.leader;
  await rebuildRollups(ws);
  await commit(ws, [...budgetTables, 'run'], () => recountWindows(ws));
  await dropBudget(ws, budgetIdOf(world, 'agent'), true);
  await dropBudget(ws, budgetIdOf(world, 'agent'), false);
}

/** Days go by, or the clock is put forward; then somebody else is the first at work. */
async function jump(world: World): Promise<void> {
  const { random, other } = world;
  world.turn((whole(random, 90) * 60 + 7) * 60_000);
  if (chance(random, 0.5)) return chance(random, 0.5) ? demo(world) : undefined;
  await begin(world, [other]);
  const call = flying(world).find(one => one.run === other);
  if (call) await end(world, call);
}

/** The demo answers: that says nothing of the time. */
async function demo({ leader: { ws }, other }: World): Promise<void> {
  const [run, booking] = [await ws.db.run.get(other), await prepareBooking(ws)];
  const cost = costOf(freshId(ws), { basis: 'simulated', cost: 0 });
  await commit(ws, costTables, () => bookCost(ws, run, booking, cost));
}

async function look(world: World): Promise<void> {
  const { ws } = world.leader;
  const { violations } = world;
  const [reservations, windows] = await Promise.all([ws.db.reservation.toArray(), ws.db['budget-window'].toArray()]);
  for (const limit of limits) {
    const { within, spent, beside } = countedIn(world, limit);
    if (within > world.limits[limit]) violations.push(`${within} spent or set aside of ${world.limits[limit]}`);
    const window = windows.find(({ id }) => id === windowId(budgetIdOf(world, limit), '0000-01-01'));
    if (!window) continue;
    if (window.spent !== spent) violations.push(`${limit}: ${window.spent} counted of ${spent} spent`);
    if (window.beside !== beside) violations.push(`${limit}: ${window.beside} beside it, not ${beside}`);
  }
  for (const { from, spent } of windows.filter(one => one.budget === budgetIdOf(world, 'day'))) {
    const own = sumOf(world.calls.filter(call => isBooked(call) && call.isLimited && call.day === from));
    if (own !== spent) violations.push(`${spent} counted of ${own} spent on ${from}`);
  }
  const open = flying(world);
  if (reservations.length !== open.length)
    violations.push(`${reservations.length} reservations for ${open.length} calls`);
}
