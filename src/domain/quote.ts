import type { NanoUsd } from './money';

/** Fewer tasks tell nothing. */
export const fewestTasks = 5;

/** Of fewer no share of 19 in 20 can be told: the p95 is then the dearest of them. */
export const enoughForShare = 19;

/** Older tasks than these tell of another time. */
const newestTasks = 100;

/** What a task will likely cost, from what alike ones did. */
export type TaskQuote =
  | { is: 'too-few'; tasks: number }
  | {
      is: 'known';
      tasks: number;
      /** Half of them cost at most this. */
      p50: NanoUsd;
      /** The next one costs at most this in 19 of 20 cases, if it is like them. */
      p95: NanoUsd;
      /** How often that came true: `held` of `quoted` tasks stayed under the p95 that the ones before them gave. */
      held: number;
      quoted: number;
    };

/** The quote from the costs of alike tasks, the oldest first. */
export function quoteTask(costs: readonly NanoUsd[]): TaskQuote {
  const now = quantilesOf(costs);
  if (!now) return { is: 'too-few', tasks: costs.length };
  let held = 0;
  let quoted = 0;
  costs.forEach((cost, index) => {
    const before = quantilesOf(costs.slice(0, index));
    if (!before) return;
    quoted += 1;
    if (cost <= before.p95) held += 1;
  });
  return { is: 'known', tasks: costs.length, ...now, held, quoted };
}

function quantilesOf(costs: readonly NanoUsd[]): { p50: NanoUsd; p95: NanoUsd } | undefined {
  if (costs.length < fewestTasks) return undefined;
  const sorted = costs.slice(-newestTasks).sort((a, b) => a - b);
  // Of n + 1 tasks that are alike the next is equally likely at each place: its rank bounds it (a conformal quantile).
  const at = (share: number) => sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * share)) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
