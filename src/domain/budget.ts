import type { BudgetWindowRow, ClockJump, WindowKind } from './budget-window';
import type { CostEntryRow } from './cost-entry';
import type { Id, Instant } from './id';
import type { NanoUsd } from './money';
import type { DocumentRow } from './row';

/** `team`: some agents, as the user chose them. */
export type BudgetScope = 'workspace' | 'team' | 'agent' | 'task' | 'run' | 'connection';

/** A limit with a consequence (MONEY: Budgets). Its id is derived from whose it is and its window. */
export interface BudgetRow extends DocumentRow<'budget'> {
  scope: BudgetScope;
  /** What the scope names; absent for the workspace and a team. */
  of?: string;
  /** The agents of a team. Others are another team, with a budget of its own: no sum ever changes what it is of. */
  members?: readonly Id<'agent'>[];
  /** A task's and a run's is always `total`. */
  window: WindowKind;
  limit: NanoUsd;
  /** Percent of the limit at which to warn; 0 for never. */
  warnAt: number;
  /** What becomes of a run whose next call could pass it: its user is asked, or it ends. */
  consequence: 'ask' | 'stop';
  /** What a call to a model without a price counts as; without it such a call is refused. */
  perCall?: NanoUsd;
}

/** Money set aside for an attempt in flight, or for all the work of a run that another began. */
export interface ReservationRow {
  /** `act|attempt`. */
  id: string;
  run?: Id<'run'>;
  act: Id<'act'>;
  attempt: number;
  agent?: Id<'agent'>;
  task?: Id<'task'>;
  connection?: Id<'connection'>;
  ceiling: NanoUsd;
  /** When it was made: its cost belongs to that day, whenever it is known. */
  at: Instant;
  /** The windows it is set aside in, and those of them it stands beside the limit in. */
  windows?: string[];
  beside?: readonly string[];
  /** The runs and tasks above its run. */
  above?: readonly string[];
  /** For a whole run: the window of that run's own budget. Its calls take from this first. */
  own?: string;
}

/** An amount that is set aside, and in which windows. */
export type SetAside = Pick<ReservationRow, 'ceiling' | 'windows' | 'beside' | 'own'>;

/** Who is about to spend. */
export interface Spender {
  /** Absent, like the run, where no agent works: at the test of a connection. */
  agent?: Id<'agent'>;
  run?: Id<'run'>;
  task?: Id<'task'>;
  connection?: Id<'connection'>;
  /** The runs and tasks above its run: what it spends is theirs too. */
  above?: readonly string[];
}

/** A budget in its window now. */
export interface Standing {
  budget: Pick<BudgetRow, 'id' | 'scope' | 'of' | 'window' | 'limit' | 'warnAt' | 'consequence' | 'perCall'>;
  window: BudgetWindowRow;
  /** Set aside in it for calls in flight. */
  reserved: NanoUsd;
  /** Held in it for the work of runs that others began: that is not soon free again. */
  held?: NanoUsd;
}

/** What the user allowed once: these budgets let one call through that costs at most `ceiling`. */
export interface OneTime {
  budgets: readonly Id<'budget'>[];
  ceiling: NanoUsd;
  /** The clock is right: windows may move. */
  isClockRight?: boolean;
}

/** Whether a call may be sent. */
export type Admission =
  /** `ceiling` is to be set aside; absent where nothing limits the call and its price is unknown. */
  | { is: 'go'; ceiling?: NanoUsd; beside: string[] }
  /** It fits once what is set aside for others is free again. */
  | { is: 'wait' }
  | { is: 'ask' | 'stop'; because: 'limit' | 'no-price'; over: Standing[]; ceiling?: NanoUsd }
  /** Windows would move, after so long that the clock may have been put forward. */
  | { is: 'ask'; because: 'clock'; over: Standing[]; ceiling?: NanoUsd; clock: ClockJump };

/** Whose a budget is. */
export type BudgetOwner = Pick<BudgetRow, 'scope' | 'of' | 'members'>;

/** The same for the same owner, whatever order a team is named in. */
export function ownerKey({ scope, of, members = [] }: BudgetOwner): string {
  return `${scope}|${of ?? members.toSorted().join('+')}`;
}

/** Whether a budget limits what this one spends. */
export function applies({ scope, of, members }: BudgetOwner, spender: Spender): boolean {
  if (scope === 'workspace') return true;
  if (scope === 'team') return spender.agent !== undefined && members?.includes(spender.agent) === true;
  return of === spender[scope] || (of !== undefined && (spender.above?.includes(of) ?? false));
}

/** What a window has room for. Negative where it is over: its limit was lowered, or a bill came late. */
export function leftIn({ budget, window, reserved, held = 0 }: Standing): NanoUsd {
  return budget.limit + window.beside - window.spent - reserved - held;
}

/** Output tokens that an answer is allowed under a tight budget all the same. */
const modestAnswer = 2_000;

/** How much of what is left in a budget one answer may take: one in this many. */
const answersLeft = 10n;

/**
 * The longest answer that a call may be allowed where `room` is left: of `wanted` tokens so many that one answer takes a
 * tenth of it, but not fewer than 2,000. Otherwise the first calls of a tight budget set nearly all of it aside for words
 * that are never written, and those beside them wait. `rate`: of output, in nano-dollars per million tokens.
 */
export function answerWithin(room: NanoUsd, wanted: number, rate: number): number {
  if (rate === 0) return wanted;
  const share = Number((BigInt(Math.max(0, room)) * 1_000_000n) / (answersLeft * BigInt(rate)));
  return Math.min(wanted, Math.max(modestAnswer, share));
}

/** What is set aside in a window for calls in flight; what stands beside its limit is not in it. */
export function reservedIn(window: string, reservations: readonly SetAside[]): NanoUsd {
  const own = reservations.filter(
    one => one.own === undefined && one.windows?.includes(window) && !one.beside?.includes(window),
  );
  return own.reduce((sum, one) => sum + one.ceiling, 0);
}

/**
 * The invariant of all budgets: a call goes only where spent + reserved + its ceiling ≤ limit in every one that applies.
 * `ceiling` is absent where no price is known: such a call counts as what the user set for one, or is refused.
 */
export function admit(standings: readonly Standing[], ceiling: NanoUsd | undefined, once?: OneTime): Admission {
  const blind = standings.filter(({ budget }) => budget.perCall === undefined);
  if (ceiling === undefined && blind.length > 0) return refused('no-price', blind);
  const amount = ceiling ?? Math.max(0, ...standings.map(({ budget }) => budget.perCall ?? 0));
  const tight = standings.filter(standing => leftIn(standing) < amount);
  const over = tight.filter(one => !isLetThrough(one, amount, once));
  const full = over.filter(standing => leftIn(standing) + standing.reserved < amount);
  if (full.length > 0) return refused('limit', full, amount);
  if (over.length > 0) return { is: 'wait' };
  const beside = tight.map(({ window }) => window.id);
  return ceiling === undefined && standings.length === 0 ? { is: 'go', beside } : { is: 'go', ceiling: amount, beside };
}

function isLetThrough({ budget }: Standing, amount: NanoUsd, once: OneTime | undefined): boolean {
  return once !== undefined && amount <= once.ceiling && once.budgets.includes(budget.id);
}

function refused(because: 'limit' | 'no-price', over: Standing[], ceiling?: NanoUsd): Admission {
  const is = over.some(({ budget }) => budget.consequence === 'stop') ? 'stop' : 'ask';
  return { is, because, over, ...(ceiling === undefined ? {} : { ceiling }) };
}

/** What an entry counts as in a budget: the most it can have cost. `held`: what was set aside for it. */
export function countedCost(
  { basis, cost, high, ceiling }: Pick<CostEntryRow, 'basis' | 'cost' | 'high' | 'ceiling'>,
  held: NanoUsd = 0,
): NanoUsd {
  return basis === 'simulated' ? 0 : (high ?? cost ?? ceiling ?? held);
}

/**
 * What was set aside for a call, and in which windows it stands beside the limit: as what is `held` for it says, or what was
 * booked of it before. Every later figure says it again: a call without a price counts as what was set aside for it.
 */
export function asideOf(
  { ceiling }: Pick<CostEntryRow, 'ceiling'>,
  held: Pick<CostEntryRow, 'ceiling' | 'beside'> = {},
): Pick<CostEntryRow, 'ceiling' | 'beside'> {
  const most = ceiling ?? held.ceiling;
  return {
    ...(most === undefined ? {} : { ceiling: most }),
    ...(held.beside?.length ? { beside: held.beside } : {}),
  };
}

/** A window after a call in it was booked, or a figure in it corrected by `cost`. */
export function bookedIn(window: BudgetWindowRow, cost: NanoUsd, isBeside = false): BudgetWindowRow {
  return { ...window, spent: window.spent + cost, beside: window.beside + (isBeside ? cost : 0) };
}

/** Whether the user is to be told that little is left: once a window. */
export function warningDue({ limit, warnAt }: Pick<BudgetRow, 'limit' | 'warnAt'>, window: BudgetWindowRow): boolean {
  return !window.warned && warnAt > 0 && window.spent - window.beside >= Math.ceil((limit / 100) * warnAt);
}
