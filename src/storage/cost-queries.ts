import { daySums } from './day-sums';
import type { Workspace } from './open';
import type { Queries } from './queries';

/** The sums of costs. */
export function costQueries(ws: Workspace): Pick<Queries, 'costDays' | 'reserved'> {
  return {
    costDays: (from, to) => daySums(ws, from, to),
    async reserved() {
      return (await ws.db.reservation.toArray()).reduce((sum, { ceiling }) => sum + ceiling, 0);
    },
  };
}
