import type { Id, Instant } from './id';
import type { DocumentRow } from './row';

/** What one value of a tool's input must be. No regular expressions, no globs (RUNTIME: Gates). */
export type Condition = { path: string } & (
  | { is: 'equals'; value: unknown }
  | { is: 'oneOf'; value: unknown[] }
  /** A file path in a folder. */
  | { is: 'under'; value: string }
  /** The host of a URL. */
  | { is: 'host'; value: string }
  /** An e-mail address. */
  | { is: 'recipient'; value: string }
  | { is: 'atMost'; value: number }
  | { is: 'anything' }
);

/** What an agent may do unasked, must ask for, or never may. Never leaves this device. */
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
    /** Foreign sources that may lead to this call: `source:from`. */
    trusts: string[];
  };
}
