import { countedCost, type Admission } from '../../src/domain/budget';
import { newId, type Id } from '../../src/domain/id';
import { writeIntent, writeOutcome } from '../../src/storage/acts';
import { setBudget } from '../../src/storage/budgets';
import { writeLateUsage } from '../../src/storage/costs';
import { takeLead } from '../../src/storage/lease';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { leaseRun } from '../../src/storage/runs';
import { freshId } from '../../src/storage/write';
import { chance, oneOf, randomOf, seededRandom, whole, type Random } from '../domain/random';
import { costOf, handClock, hire, intent, model, say } from './workspace-fixture';

/** A call that was admitted and is not over. */
interface Open {
  engine: Engine;
  run: Id<'run'>;
  act: Id<'act'>;
  ceiling: number;
}

interface Engine {
  ws: Workspace;
  epoch: number;
}

interface World {
  random: Random;
  engines: Engine[];
  leader: Engine;
  runs: Id<'run'>[];
  agent: Id<'agent'>;
  limit: number;
  open: Open[];
  /** Late figures of calls that the next leader has settled. */
  lost: Open[];
  turn(milliseconds: number): void;
}

/**
 * Two engines on one real database take turns at the lead, begin calls at the same time, end them, lose them and report
 * them late. Returns what was violated: after each step the ledger and what is set aside must be within the limit.
 */
export async function playOnDatabase(seed: number): Promise<string[]> {
  const world = await setUp(await theHouse(), seed);
  const violations: string[] = [];
  for (let step = 6 + whole(world.random, 6); step > 0; step--) {
    await oneOf(world.random, steps)(world);
    violations.push(...(await look(world)));
  }
  return violations;
}

/** Two installations that have the database of one workspace open, and what is in it before a schedule begins. */
interface House {
  doors: Workspace[];
  agent: Id<'agent'>;
  runs: Id<'run'>[];
  rows: Map<string, unknown[]>;
}

let house: Promise<House> | undefined;

/** Opened and filled once: that takes as long as a schedule. */
const theHouse = (): Promise<House> => (house ??= build());

async function build(): Promise<House> {
  const { now } = handClock();
  const random = seededRandom(1);
  const [scope, id] = [`/${crypto.randomUUID()}/`, newId<'workspace'>(now(), random)];
  const first = await openWorkspace({ scope, id, now, random });
  const second = await openWorkspace({ scope, id, now, random: seededRandom(2) });
  const agent = await hire(first);
  const runs = [];
  for (const text of ['a', 'b', 'c']) runs.push((await say(first, agent, text)).run);
  const rows = new Map<string, unknown[]>();
  for (const table of first.db.tables) rows.set(table.name, await table.toArray());
  return { doors: [first, second], agent, runs, rows };
}

/** Leaves only what the house began with. */
async function clearUp({ doors: [first], rows }: House): Promise<void> {
  if (!first) return;
  await first.db.transaction('rw', first.db.tables, async () => {
    for (const table of first.db.tables) {
      await table.clear();
      await table.bulkAdd(rows.get(table.name) ?? []);
    }
  });
}

async function setUp(house: House, seed: number): Promise<World> {
  await clearUp(house);
  const random = randomOf(seed);
  const clock = handClock();
  const engines = house.doors.map((ws, which) => {
    const own = { now: clock.now, random: seededRandom(seed * 2 + which), stamps: { ...ws.stamps, last: '' } };
    return { ws: { ...ws, ...own }, epoch: 0 };
  });
  const leader = oneOf(random, engines);
  const { agent, runs } = house;
  const limit = 20 + whole(random, 60);
  await setBudget(leader.ws, { scope: 'workspace', window: 'total', limit, warnAt: 80, consequence: 'ask' });
  await setBudget(leader.ws, { scope: 'agent', of: agent, window: 'total', limit, warnAt: 0, consequence: 'stop' });
  const world = { random, engines, leader, runs, agent, limit, open: [], lost: [], turn: clock.turn };
  await lead(world, leader);
  return world;
}

const steps: ((world: World) => Promise<void>)[] = [begin, begin, finish, finish, handOver, late, raise];

async function lead(world: World, engine: Engine): Promise<void> {
  engine.epoch = await takeLead(engine.ws);
  world.leader = engine;
  for (const run of world.runs) await leaseRun(engine.ws, engine.epoch, run);
}

/** Two calls at once, of the leader, and now and then of one that has lost the lead and does not know. */
async function begin(world: World): Promise<void> {
  const busy = new Set(world.open.map(one => one.run));
  const free = world.runs.filter(run => !busy.has(run)).slice(0, 2);
  await Promise.all(
    free.map(async run => {
      const engine = chance(world.random, 0.9) ? world.leader : oneOf(world.random, world.engines);
      const ceiling = whole(world.random, 40);
      const act = freshId<'act'>(engine.ws);
      const wanted = { ...intent(act), ceiling };
      const admission = await writeIntent(engine.ws, engine.epoch, run, wanted, { connection: model.connection }).catch(
        (error: unknown): Admission => {
          if (engine === world.leader) throw error;
          return { is: 'wait' };
        },
      );
      if (admission.is === 'go') world.open.push({ engine, run, act, ceiling });
    }),
  );
}

/** A call ends: with a price, or cut and estimated. */
async function finish(world: World): Promise<void> {
  const one = world.open.shift();
  if (!one) return;
  const cost = whole(world.random, one.ceiling + 1);
  await book(world, one, chance(world.random, 0.7) ? { cost } : { basis: 'estimated', cost, high: one.ceiling });
}

async function book(world: World, { run, act, ceiling }: Open, cost: object): Promise<void> {
  const { ws, epoch } = world.leader;
  await writeOutcome(ws, epoch, run, {
    events: [
      {
        kind: 'act-failed',
        act,
        attempt: 1,
        final: false,
        error: { code: 'stream-cut', retryable: true, parameters: {} },
      },
    ],
    messages: [],
    cost: costOf(act, { ceiling, ...cost }),
  });
}

/** The leader is lost in the middle: the other takes the lead and settles what was open as estimated. */
async function handOver(world: World): Promise<void> {
  const next = world.engines.find(engine => engine !== world.leader) ?? world.leader;
  const left = world.open.splice(0);
  await lead(world, next);
  for (const one of left) {
    await book(world, one, { basis: 'estimated', cost: 0, high: one.ceiling });
    world.lost.push(one);
  }
  world.turn(whole(world.random, 50) * 3_600_000);
}

/** The engine that lost the lead still had a call in flight: what it really cost comes late. */
async function late(world: World): Promise<void> {
  const one = world.lost.shift();
  if (!one) return;
  const cost = whole(world.random, one.ceiling + 1);
  await writeLateUsage(one.engine.ws, one.run, costOf(one.act, { ceiling: one.ceiling, cost, basis: 'priced' }));
}

async function raise(world: World): Promise<void> {
  world.limit += whole(world.random, 10);
  const { limit, agent } = world;
  const all = { window: 'total', limit } as const;
  await setBudget(oneOf(world.random, world.engines).ws, {
    scope: 'workspace',
    ...all,
    warnAt: 80,
    consequence: 'ask',
  });
  await setBudget(world.leader.ws, { scope: 'agent', of: agent, ...all, warnAt: 0, consequence: 'stop' });
}

async function look({ engines, open, limit }: World): Promise<string[]> {
  const ws = (engines[0] as Engine).ws;
  const [entries, reservations, windows] = await Promise.all([
    ws.db.cost.orderBy('born').toArray(),
    ws.db.reservation.toArray(),
    ws.db['budget-window'].toArray(),
  ]);
  const figures = new Map(entries.map(entry => [entry.corrects ?? entry.id, countedCost(entry)]));
  const spent = [...figures.values()].reduce((sum, figure) => sum + figure, 0);
  const reserved = reservations.reduce((sum, one) => sum + one.ceiling, 0);
  const found = [];
  if (spent + reserved > limit) found.push(`${spent} spent and ${reserved} set aside of ${limit}`);
  if (reservations.length !== open.length) found.push(`${reservations.length} reservations for ${open.length} calls`);
  for (const window of windows) if (window.spent !== spent) found.push(`${window.spent} counted of ${spent} spent`);
  return found;
}
