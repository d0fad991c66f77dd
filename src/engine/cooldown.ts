import type { Id, Instant } from '../domain/id';

/** Which connections were asked to be left alone, and until when: what one run is told holds for all that use it. */
export interface Cooldowns {
  /** Until when nothing is sent to a connection; 0 when it may be. */
  until(connection: Id<'connection'>): Instant;
  /** A longer wait that was asked for earlier stays. */
  add(connection: Id<'connection'>, until: Instant): void;
}

/** Kept in memory: a new leader learns it from the provider again. */
export function openCooldowns(): Cooldowns {
  const ends = new Map<Id<'connection'>, Instant>();
  return {
    until: connection => ends.get(connection) ?? 0,
    add: (connection, until) => void ends.set(connection, Math.max(until, ends.get(connection) ?? 0)),
  };
}
