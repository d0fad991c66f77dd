import type { Id } from '../../src/domain/id';
import { newId } from '../../src/domain/id';
import { budgetId, setBudget, type NewBudget } from '../../src/storage/budgets';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { setSetting } from '../../src/storage/settings';
import { chance, oneOf, randomOf, seededRandom, whole, type Random } from '../domain/random';
import { handClock, hire, say } from './workspace-fixture';

/** What a call without a price counts as. */
export const perCall = 15;
const warnings = { warnAt: 80, consequence: 'ask', perCall } as const;

/** A call that was admitted, with what truly happened to it. */
export interface Call {
  engine: Engine;
  run: Id<'run'>;
  act: Id<'act'>;
  ceiling: number;
  isPriced: boolean;
  /** Of the agent that has budgets of its own. */
  isLimited: boolean;
  day: string;
  /** The limits that the user let it pass. */
  beside: Limit[];
  isFlying: boolean;
  /** What it counts as: its ceiling, until more is known. */
  counts: number;
}

export interface Engine {
  ws: Workspace;
  epoch: number;
}

/** The two limits, of everything and of one agent; a day of that agent has more than enough. */
export type Limit = 'workspace' | 'agent';
export const limits: readonly Limit[] = ['workspace', 'agent'];

export interface World {
  random: Random;
  engines: Engine[];
  leader: Engine;
  runs: Id<'run'>[];
  /** Of another agent: only the workspace's limit holds for it. */
  other: Id<'run'>;
  agent: Id<'agent'>;
  limits: Record<Limit, number>;
  calls: Call[];
  /** Late figures of calls that the next leader has settled. */
  lost: Call[];
  /** When something was known of the time, since the agent's last call or the user's word. */
  told: { at: number; isCall: boolean }[];
  violations: string[];
  turn(milliseconds: number): void;
}

/** Two installations that have the database of one workspace open, and what is in it before a schedule begins. */
interface House {
  doors: Workspace[];
  agent: Id<'agent'>;
  runs: Id<'run'>[];
  other: Id<'run'>;
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
  await setSetting(first, 'zone', 'UTC');
  const agent = await hire(first);
  const runs = [];
  for (const text of ['a', 'b', 'c']) runs.push((await say(first, agent, text)).run);
  const { run: other } = await say(first, await hire(first, 'Basil'), 'd');
  const rows = new Map<string, unknown[]>();
  for (const table of first.db.tables) rows.set(table.name, await table.toArray());
  return { doors: [first, second], agent, runs: [...runs, other], other, rows };
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

/** The budgets of a schedule. */
export function budgetsOf({ agent, limits: { workspace, agent: its } }: Pick<World, 'agent' | 'limits'>) {
  const own = { scope: 'agent', of: agent, ...warnings } as const;
  return {
    workspace: { scope: 'workspace', window: 'total', limit: workspace, ...warnings },
    agent: { ...own, window: 'total', limit: its },
    day: { ...own, window: 'day', limit: 1_000_000 },
  } as const satisfies Record<Limit | 'day', NewBudget>;
}

export const budgetIdOf = (world: World, which: Limit | 'day'): Id<'budget'> => budgetId(budgetsOf(world)[which]);

export async function setUp(seed: number): Promise<World> {
  const its = await theHouse();
  await clearUp(its);
  const random = randomOf(seed);
  const clock = handClock();
  const engines = its.doors.map((ws, which) => {
    const own = { now: clock.now, random: seededRandom(seed * 2 + which), stamps: { ...ws.stamps, last: '' } };
    return { ws: { ...ws, ...own }, epoch: 0 };
  });
  const leader = oneOf(random, engines);
  const { agent, runs, other } = its;
  const workspace = 20 + whole(random, 60);
  const both = { workspace, agent: chance(random, 0.5) ? workspace : 20 + whole(random, 60) };
  for (const budget of Object.values(budgetsOf({ agent, limits: both }))) await setBudget(leader.ws, budget);
  const lists = { calls: [], lost: [], told: [], violations: [] };
  return { random, engines, leader, runs, other, agent, limits: both, ...lists, turn: clock.turn };
}
