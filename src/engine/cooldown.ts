import type { Id, Instant } from '../domain/id';

/** Which connections were asked to be left alone, and whose turn it is after that: what one run is told holds for all. */
export interface Cooldowns {
  /** When a run may send to a connection: at once where that is not later than now. */
  turn(connection: Id<'connection'>, run: Id<'run'>): Instant;
  /** A run was refused until then, for what all do together. Answers when its turn is; a longer wait stays. */
  add(connection: Id<'connection'>, run: Id<'run'>, until: Instant): Instant;
}

/** A connection that takes no more than some calls at a time. */
interface Crowd {
  until: Instant;
  /** The last turn that was given. */
  last: Instant;
  /** Milliseconds to the next one. */
  gap: number;
  waiting: Map<Id<'run'>, Instant>;
}

/** Milliseconds between the first turns after a refusal: runs that were refused together must not come back together. */
const firstGap = 1_000;
/** With each turn that is taken the next ones come closer. */
const easing = 0.8;

/** Kept in memory: a new leader learns it from the provider again. */
export function openCooldowns(now: () => Instant): Cooldowns {
  const crowds = new Map<Id<'connection'>, Crowd>();

  function nextTurn(crowd: Crowd, run: Id<'run'>): Instant {
    crowd.last = Math.max(now(), crowd.until, crowd.last + crowd.gap);
    crowd.waiting.set(run, crowd.last);
    return crowd.last;
  }

  return {
    turn(connection, run) {
      const crowd = crowds.get(connection);
      if (!crowd) return 0;
      const given = crowd.waiting.get(run) ?? 0;
      // What was given before the last refusal is void.
      const turn = given >= crowd.until && given > 0 ? given : nextTurn(crowd, run);
      if (turn > now()) return turn;
      crowd.waiting.delete(run);
      crowd.gap *= easing;
      if (crowd.waiting.size === 0) crowds.delete(connection);
      return turn;
    },
    add(connection, run, until) {
      const crowd = crowds.get(connection) ?? { until: 0, last: 0, gap: 0, waiting: new Map<Id<'run'>, Instant>() };
      crowd.until = Math.max(crowd.until, until);
      crowd.gap = firstGap;
      crowds.set(connection, crowd);
      return nextTurn(crowd, run);
    },
  };
}
