import type { CostSum } from '../domain/cost-entry';
import type { RunRow } from '../domain/run';
import type { Workspace } from './open';
import { eventsOf, foldEvents } from './runs';

/** What runs cost: at least that where some of their calls have no known cost. */
type RunsCost = Pick<CostSum, 'cost' | 'unknown'>;

export function costOfRuns(runs: readonly Pick<RunRow, 'cost' | 'unknown'>[]): RunsCost {
  return runs.reduce<RunsCost>(
    (sum, run) => ({ cost: sum.cost + run.cost, unknown: sum.unknown + (run.unknown ?? 0) }),
    { cost: 0, unknown: 0 },
  );
}

/** Rows of a version that did not count unknown calls with what their events tell. */
export async function countUnknown(ws: Workspace, runs: readonly RunRow[]): Promise<RunRow[]> {
  return Promise.all(
    runs.map(async row => {
      if (row.unknown !== undefined) return row;
      const { unknown = 0 } = foldEvents(row, await eventsOf(ws, row.id)).run;
      return { ...row, unknown };
    }),
  );
}
