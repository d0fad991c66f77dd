import {
  applies,
  type Admission,
  type BudgetRow,
  type OneTime,
  type Spender,
  type Standing,
} from '../../src/domain/budget';
import { windowId } from '../../src/domain/budget-window';
import { isClockKnown } from './money-clock';
import {
  dayAt,
  hour,
  labelOfSpan,
  periodOf,
  rules,
  type Entry,
  type Figure,
  type Rules,
  type Truth,
  type World,
} from './money-world';
import { chance, oneOf, randomOf, whole, type Random } from './random';
import { testId } from './test-id';

/** The nights on which clocks change in Europe and America, and the turn of a month and a year. */
const beginnings = ['2026-03-28', '2026-10-24', '2026-10-31', '2026-12-31', '2027-03-13'].map(day => Date.parse(day));
const zones = ['Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'UTC'];
const agents = ['a', 'b', 'c'].map(name => testId('agent', name));
const runs = ['r', 's', 't'].map(name => testId('run', name));
const connections = [testId('connection', 'c'), testId('connection', 'd')];

/** Plays one random schedule and returns what was violated. */
export function playSchedule(seed: number, under: Rules = rules): string[] {
  const random = randomOf(seed);
  const now = oneOf(random, beginnings) + whole(random, 24) * hour;
  const world: World = {
    rules: under,
    random,
    now,
    latest: 0,
    zone: oneOf(random, zones),
    budgets: budgetsFor(random),
    windows: new Map(),
    reservations: new Map(),
    calls: [],
    ledger: [],
    right: 0,
    told: [],
    periods: new Map(),
    violations: [],
  };
  for (let step = 8 + whole(random, 16); step > 0; step--) oneOf(random, steps)(world);
  compareWindows(world);
  return world.violations;
}

function budgetsFor(random: Random): BudgetRow[] {
  const all = [
    ['workspace', undefined, 'day'],
    ['workspace', undefined, 'month'],
    ['agent', agents[0], 'day'],
    ['agent', agents[1], 'total'],
    ['team', undefined, 'month'],
    ['run', runs[0], 'total'],
    ['connection', connections[0], 'month'],
  ] as const;
  return all
    .filter(() => chance(random, 0.5))
    .map(([scope, of, window]): BudgetRow => ({
      id: testId('budget', `${scope}${of}${window}`),
      v: 1,
      at: 0,
      born: '',
      scope,
      ...(scope === 'team' ? { members: agents.slice(0, 2) } : of === undefined ? {} : { of }),
      window,
      limit: whole(random, 100),
      warnAt: 80,
      consequence: chance(random, 0.5) ? 'ask' : 'stop',
      ...(chance(random, 0.5) ? { perCall: whole(random, 30) } : {}),
    }));
}

const steps: ((world: World) => void)[] = [
  begin,
  begin,
  begin,
  begin,
  finish,
  finish,
  cut,
  correct,
  turn,
  turn,
  change,
  demo,
];

/** A call is about to be made; where it is refused, the user may let it through once. */
function begin(world: World): void {
  const { random } = world;
  const spender = { agent: oneOf(random, agents), run: oneOf(random, runs), connection: oneOf(random, connections) };
  const ceiling = chance(random, 0.9) ? whole(random, 40) : undefined;
  if (!isClockKnown(world, spender)) return;
  const standings = standingsOf(world, spender);
  const admission = world.rules.admit(standings, ceiling);
  judge(world, spender, ceiling, admission);
  if (admission.is === 'go') return send(world, spender, standings, admission.ceiling ?? 0, admission.beside);
  if (admission.is !== 'ask' || admission.ceiling === undefined || chance(random, 0.5)) return;
  const once: OneTime = { budgets: admission.over.map(({ budget }) => budget.id), ceiling: admission.ceiling };
  const again = world.rules.admit(standings, ceiling, once);
  judge(world, spender, ceiling, again, once);
  if (again.is === 'go') send(world, spender, standings, again.ceiling ?? 0, again.beside);
}

/** The demo team answers: that costs nothing and says nothing of the time. */
function demo({ ledger, random, now: at }: World): void {
  const of = { agent: oneOf(random, agents), run: oneOf(random, runs) };
  ledger.push({ kind: 'call', basis: 'simulated', at, of });
}

function standingsOf(world: World, spender: Spender): Standing[] {
  const at = Math.max(world.now, world.latest);
  const own = world.budgets.filter(budget => applies(budget, spender));
  return own.map(budget => {
    const opened = world.windows.get(budget.id) ?? [];
    const newest = opened.at(-1);
    const span = world.rules.currentSpan(budget.window, newest, world.zone, zone => dayAt(zone, at));
    const known = opened.find(one => one.from === span.from);
    const id = windowId(budget.id, span.from);
    const window = known ?? { ...span, id, budget: budget.id, spent: 0, beside: 0, warned: false };
    if (!known) world.windows.set(budget.id, [...opened, window]);
    return { budget, window, reserved: world.rules.reservedIn(id, [...world.reservations.values()]) };
  });
}

function send(world: World, spender: Spender, standings: Standing[], ceiling: number, beside: string[]): void {
  const id = String(world.calls.length);
  const windows = standings.map(({ window }) => window.id);
  const at = Math.max(world.now, world.latest);
  const act = testId('act', id);
  world.reservations.set(id, { id, act, attempt: 1, ...spender, ceiling, at, windows, beside });
  const periods = new Map(standings.map(({ budget }) => [budget.id as string, periodOf(world, budget)]));
  const apart = standings.filter(({ window }) => beside.includes(window.id)).map(({ budget }) => budget.id as string);
  world.calls.push({ id, spender, ceiling, counts: ceiling, isFlying: true, periods, beside: new Set(apart) });
}

/** A call ends, with a price or, where none is known, counted as what was set aside. */
function finish(world: World): void {
  const call = flying(world);
  if (!call) return;
  const cost = whole(world.random, call.ceiling + 1);
  const known = chance(world.random, 0.9);
  book(world, call, known ? { basis: 'priced', cost } : { basis: 'unknown' }, known ? cost : call.ceiling);
}

/** A call is aborted, or its engine crashes and the next one settles it: between what arrived and its ceiling. */
function cut(world: World): void {
  const call = flying(world);
  if (!call) return;
  const cost = whole(world.random, call.ceiling + 1);
  book(world, call, { basis: 'estimated', cost, high: call.ceiling }, call.ceiling);
}

function flying(world: World): Truth | undefined {
  const open = world.calls.filter(call => call.isFlying);
  return open.length > 0 ? oneOf(world.random, open) : undefined;
}

function book(world: World, call: Truth, cost: Figure, counts: number): void {
  const held = world.reservations.get(call.id);
  const entry = { ...cost, ...world.rules.asideOf(cost, held) };
  const amount = world.rules.countedCost(entry, held?.ceiling);
  if (amount > call.ceiling) world.violations.push('a cost above its reservation');
  putIn(world, held?.windows ?? [], amount, entry.beside);
  world.rules.release(world.reservations, call.id);
  write(world, 'call', call, entry);
  world.told.push({ at: world.now, of: call.spender });
  Object.assign(call, { isFlying: false, counts });
}

function write(world: World, kind: Entry['kind'], call: Truth, entry: Figure): void {
  world.ledger.push({ kind, basis: entry.basis, at: world.now, of: call.spender });
  world.latest = Math.max(world.latest, world.now);
  call.entry = entry;
}

/** What a call really cost comes later, or is priced anew; where it has no price, that may be said once more. */
function correct(world: World): void {
  const { random, rules } = world;
  const booked = world.calls.filter(call => !call.isFlying);
  if (booked.length === 0) return;
  const call = oneOf(random, booked);
  const { entry: before } = call;
  if (!before) return;
  const isUnknown = before.basis === 'unknown' && chance(random, 0.2);
  const cost = whole(random, call.ceiling + 1);
  const figure: Figure = isUnknown ? { basis: 'unknown' } : { basis: 'priced', cost };
  const entry = { ...figure, ...rules.asideOf(figure, before) };
  const windows = [...world.windows.values()].flat().filter(one => call.periods.get(one.budget) === labelOfSpan(one));
  const ids = windows.map(one => one.id);
  putIn(world, ids, rules.countedCost(entry) - rules.countedCost(before), entry.beside);
  write(world, 'correction', call, entry);
  world.told.push({ at: world.now });
  if (!isUnknown) call.counts = cost;
}

function putIn(world: World, ids: readonly string[], cost: number, beside: readonly string[] = []): void {
  for (const [budget, opened] of world.windows)
    world.windows.set(
      budget,
      opened.map(one => (ids.includes(one.id) ? world.rules.bookedIn(one, cost, beside.includes(one.id)) : one)),
    );
}

/** Time passes, or the clock is set back; the user moves to another zone. */
function turn(world: World): void {
  const { random } = world;
  if (chance(random, 0.8)) world.now += whole(random, chance(random, 0.1) ? 45 * 24 : 40) * hour;
  else world.now -= whole(random, 60) * hour;
  if (chance(random, 0.2)) world.zone = oneOf(random, zones);
}

/** The user raises or lowers a limit. */
function change(world: World): void {
  if (world.budgets.length > 0) oneOf(world.random, world.budgets).limit = whole(world.random, 120);
}

/** What budgets come to by adding up every call there ever was. */
function judge(
  world: World,
  spender: Spender,
  ceiling: number | undefined,
  admission: Admission,
  once?: OneTime,
): void {
  const own = world.budgets.filter(budget => applies(budget, spender));
  const amount = ceiling ?? Math.max(0, ...own.map(budget => budget.perCall ?? 0));
  const isBlind = ceiling === undefined && own.some(budget => budget.perCall === undefined);
  const sums = own.map(budget => ({ budget, ...sumsOf(world, budget) }));
  const bound = sums.filter(({ budget }) => !once?.budgets.includes(budget.id));
  const isFull = bound.some(({ budget, booked }) => booked + amount > budget.limit);
  const isTight = bound.some(({ budget, booked, inFlight }) => booked + inFlight + amount > budget.limit);
  const right = isBlind ? 'refused' : isFull ? 'refused' : isTight ? 'wait' : 'go';
  const said = admission.is === 'ask' || admission.is === 'stop' ? 'refused' : admission.is;
  if (said !== right) world.violations.push(`${said} instead of ${right}`);
}

function sumsOf(world: World, budget: BudgetRow): { booked: number; inFlight: number } {
  const period = periodOf(world, budget);
  const sums = { booked: 0, inFlight: 0 };
  for (const call of world.calls) {
    if (call.periods.get(budget.id) !== period || call.beside.has(budget.id)) continue;
    sums[call.isFlying ? 'inFlight' : 'booked'] += call.counts;
  }
  return sums;
}

/** At the end every window holds exactly what its calls counted as, also where it is counted anew from their entries. */
function compareWindows({ windows, calls, rules: { countedCost: count }, violations }: World): void {
  for (const window of [...windows.values()].flat()) {
    const label = labelOfSpan(window);
    const own = calls.filter(call => !call.isFlying && call.periods.get(window.budget) === label);
    const apart = own.filter(call => call.beside.has(window.budget));
    const anew = apart.filter(({ entry }) => entry?.beside?.includes(window.id));
    if (sumOf(own, call => call.counts) !== window.spent) violations.push('a window that does not add up');
    if (sumOf(apart, call => call.counts) !== window.beside)
      violations.push('more beside a limit than was let through');
    if (sumOf(own, ({ entry }) => (entry ? count(entry) : 0)) !== window.spent)
      violations.push('a window that is another when counted anew');
    if (sumOf(anew, ({ entry }) => (entry ? count(entry) : 0)) !== window.beside)
      violations.push('another amount beside a limit when counted anew');
  }
}

const sumOf = (calls: readonly Truth[], figure: (call: Truth) => number): number =>
  calls.reduce((sum, call) => sum + figure(call), 0);
