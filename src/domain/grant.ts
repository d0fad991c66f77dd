import type { Id, Instant } from './id';
import type { DocumentRow } from './row';

/** What one value of a tool's input must be. No regular expressions, no globs (RUNTIME: Gates). */
export type Criterion =
  | { is: 'equals'; value: unknown }
  | { is: 'oneOf'; value: unknown[] }
  /** A normalised file path in a folder, at any depth. */
  | { is: 'under'; value: string }
  /** The exact host of an https URL, with its port where that is not 443. */
  | { is: 'host'; value: string }
  /** One e-mail address. */
  | { is: 'recipient'; value: string }
  /** A number from 0 on. */
  | { is: 'atMost'; value: number }
  /** Any single value; an object or array has to be named field by field. */
  | { is: 'anything' };

/** A criterion and where it holds: `path` is a pointer as `stepsOf` reads it. */
export type Condition = { path: string } & Criterion;

/**
 * What an agent may do unasked, must ask for, or never may. Never leaves this device. An `allow` holds for inputs that its
 * conditions describe fully (`matches`); an `ask` or `never` for all that they touch (`touches`), whatever the tool's schema.
 */
export interface GrantRow extends DocumentRow<'grant'> {
  agent: Id<'agent'>;
  decision: 'allow' | 'ask' | 'never';
  /** Holds in this run only. */
  run?: Id<'run'>;
  expires?: Instant;
  /** Most uses a day. */
  perDay?: number;
  body: {
    /** `source/name`. */
    tool: string;
    /** Hash of the tool's input schema: a changed tool asks again. */
    schema: string;
    /** JSON Pointer paths (RFC 6901) into the canonical input, `*` for every element; a path that is not named must be absent. */
    when: Condition[];
    /** Foreign sources that may lead to this call: `source:from`, see `sourceOf`. */
    trusts: string[];
  };
}

/** Whether a grant is about now and this run. */
export function isInForce(grant: GrantRow, { run, now }: { run: Id<'run'>; now: Instant }): boolean {
  if (grant.gone) return false;
  return (grant.run === undefined || grant.run === run) && (grant.expires === undefined || now < grant.expires);
}

/** Whether a grant's uses of today are used up; uses that nobody counted are. */
export function isUsedUp({ perDay }: GrantRow, usesToday: number | undefined): boolean {
  return perDay !== undefined && (usesToday === undefined || usesToday >= perDay);
}
