import { applies, type BudgetRow, type Spender } from '../../src/domain/budget';
import { dayAt, hour, lengths, type World } from './money-world';
import { chance } from './random';

const longestGap = 36 * hour;

/** Where windows would move after a gap the user is asked, and says that the clock is right; or nothing is sent. */
export function isClockKnown(world: World, spender: Spender): boolean {
  const at = Math.max(world.now, world.latest);
  const own = world.budgets.filter(budget => applies(budget, spender));
  const isAsked = own.some(budget => isMoving(world, budget, at) && isBlind(world, budget, at));
  const right = own.filter(budget => isOver(world, budget, at)).map(budget => wasUnasked(world, budget, at));
  // After the clock was set back nobody can say what is right.
  if (!right.includes('unsure') && right.includes('unasked') !== isAsked)
    world.violations.push(isAsked ? 'asked about a clock that is known' : 'a window moved after a gap, unasked');
  if (!isAsked) return true;
  if (chance(world.random, 0.5)) return false;
  world.right = at;
  world.told.push({ at, isWord: true });
  return true;
}

/** By the rules. */
function isMoving(world: World, { id, window }: BudgetRow, at: number): boolean {
  const newest = world.windows.get(id)?.at(-1);
  const span = world.rules.currentSpan(window, newest, world.zone, zone => dayAt(zone, at));
  return newest !== undefined && newest.from !== span.from;
}

function isBlind(world: World, budget: BudgetRow, at: number): boolean {
  const look = world.rules.lookBack(at, world.right, ({ of }) => applies(budget, of));
  world.ledger.findLast(entry => look.see(entry));
  return look.gap() !== undefined;
}

/** By what truly happened. */
function isOver(world: World, { id, window }: BudgetRow, at: number): boolean {
  const known = world.periods.get(id);
  return known !== undefined && dayAt(known.zone, at).slice(0, lengths[window]) > known.label;
}

function wasUnasked({ told }: World, budget: BudgetRow, at: number): 'unasked' | 'known' | 'unsure' {
  const word = told.findLastIndex(({ isWord }) => isWord);
  const last = Math.max(
    told.findLastIndex(({ of }) => of && applies(budget, of)),
    word,
  );
  const since = (index: number) => [...told.slice(Math.max(0, index)).map(one => one.at), at];
  if (gapsIn(since(word < 0 ? last : word)).some(gap => gap < 0)) return 'unsure';
  return gapsIn(since(last)).some(gap => gap > longestGap) ? 'unasked' : 'known';
}

const gapsIn = (instants: readonly number[]): number[] =>
  instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
