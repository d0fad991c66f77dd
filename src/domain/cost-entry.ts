import type { Day, Id } from './id';
import type { NanoUsd, Rates } from './money';
import type { ProviderName } from './connection';
import type { Purpose } from './ports';
import type { ChainedRow } from './row';
import type { Usage } from './usage';

/**
 * How sure a cost is. `reported`: the provider said so. `priced`: our table, exact model. `estimated`: a stream that was
 * cut, a prefix match or missing usage. `unknown`: no price, which is never 0. `simulated`: the demo team, outside totals.
 */
export type Basis = 'reported' | 'priced' | 'estimated' | 'unknown' | 'simulated';

/** Where rates came from, and of which day the figures are. */
export interface PriceSource {
  name: 'user' | 'openrouter' | 'built-in' | 'listed';
  /** `YYYY-MM-DD`. */
  date: Day;
  /** The id in the source; differs from the model's where matched by prefix. */
  model: string;
  match: 'exact' | 'prefix';
}

/** One line of the ledger: what one attempt at one model call cost. Idempotent by (act, attempt): its id is derived from them. */
export interface CostEntryRow extends ChainedRow<'cost-entry'> {
  /**
   * `correction`: a better figure of the same call. `repricing`: the user gave it another price. `upper-bound`: nobody told
   * its usage for a day, so it is booked at the most it can have cost. Each counts in its place.
   */
  kind: 'call' | 'correction' | 'repricing' | 'upper-bound';
  /** The call that a later figure is of. */
  corrects?: Id<'cost-entry'>;
  dayUtc: Day;
  /** The day in the workspace's zone. */
  dayLocal: Day;
  /** Absent where no agent worked: the test of a connection. */
  run?: Id<'run'>;
  act: Id<'act'>;
  attempt: number;
  message?: Id<'message'>;
  conversation?: Id<'conversation'>;
  project?: Id<'project'>;
  task?: Id<'task'>;
  /** Absent likewise. */
  agent?: Id<'agent'>;
  connection: Id<'connection'>;
  provider: ProviderName;
  model: string;
  /** The model it took the place of: that one could not be had. */
  insteadOf?: string;
  purpose: Purpose;
  usage?: Usage;
  /** The provider's own figures, verbatim. */
  rawUsage?: unknown;
  rates?: Rates;
  source?: PriceSource;
  /** Absent where unknown. */
  cost?: NanoUsd;
  /** Bounds of an estimated cost. */
  low?: NanoUsd;
  high?: NanoUsd;
  /** What was reserved for it. */
  ceiling?: NanoUsd;
  /** Windows whose limit it was let through beside, once: what counts in its place stands beside them, too. */
  beside?: readonly string[];
  basis: Basis;
  /** The provider's id of the reply, for reconciliation. */
  providerId?: string;
}

/** Whether an entry is below the most that its call can have cost, since nobody has told what it did cost. */
export function isUpperBoundDue(entry: CostEntryRow): entry is CostEntryRow & { cost: NanoUsd; high: NanoUsd } {
  const { basis, cost, high } = entry;
  return basis === 'estimated' && cost !== undefined && high !== undefined && cost < high;
}

/** Lines of the ledger added up. */
export interface CostSum {
  calls: number;
  /** Calls whose cost is unknown: the sum is then "at least". */
  unknown: number;
  estimated: number;
  cost: NanoUsd;
  /** What budgets count: estimates with their upper bound. */
  counted: NanoUsd;
  input: number;
  cacheRead: number;
  /** Of both kinds. */
  cacheWrite: number;
  /** How much of `cacheWrite` is kept for an hour. */
  cacheWriteHour: number;
  output: number;
}

/** The sum of no lines, its figures in the order in which they are kept (`storage/sums-row.ts`): a new one comes last. */
export const noCosts: CostSum = {
  calls: 0,
  unknown: 0,
  estimated: 0,
  cost: 0,
  counted: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
  output: 0,
};

/** A sum of lines: a cache that can be rebuilt. */
export interface RollupRow extends CostSum {
  /** `day|agent|connection|model|purpose` for a day's, `conversation|id` for a conversation's. */
  id: string;
  scope: 'day' | 'conversation';
  day?: Day;
  agent?: Id<'agent'>;
  connection?: Id<'connection'>;
  model?: string;
  purpose?: Purpose;
  conversation?: Id<'conversation'>;
}

/** What a provider itself said that a call used: of a stream that was cut it is a guess, and has bounds. */
export const sureUsage = ({
  usage,
  rawUsage,
  low,
}: Pick<CostEntryRow, 'usage' | 'rawUsage' | 'low'>): Usage | undefined =>
  rawUsage === undefined || low !== undefined ? undefined : usage;
