import type { Hlc } from './hlc';
import type { Id, Instant, ReplicaId } from './id';

/** What every row carries (DATA: Row envelope). `at` is for display and never orders or merges. */
export interface Row<Kind extends string> {
  id: Id<Kind>;
  /** Shape version; older shapes are upcast on read. */
  v: number;
  at: Instant;
  /** Stamp of the insert; holds for every field not in `edits`. */
  born: Hlc;
}

/** A document or link: merged per field, larger stamp wins. */
export interface DocumentRow<Kind extends string> extends Row<Kind> {
  /** Field → stamp of its last edit; a field inside `body` is named `body.field`. */
  edits?: Record<string, Hlc>;
  gone?: boolean;
  /** Only this replica executes it. */
  home?: ReplicaId;
}

/** A ledger row: only ever added. */
export interface LedgerRow<Kind extends string> extends Row<Kind> {
  replica: ReplicaId;
}

/** A link of the replica's hash chain: `hash` covers the canonical bytes of the row without `hash`. */
export interface ChainedRow<Kind extends string> extends LedgerRow<Kind> {
  seq: number;
  /** Hash of the entry before, lower-case hex; 64 zeros for the first. */
  prev: string;
  hash: string;
}

/** HMAC-SHA-256 of a payload's bytes under the workspace's salt, lower-case hex. */
export type PayloadHash = string;

/** Where a text came from, when not from the user (RUNTIME: Labels). */
export interface Label {
  source: 'web' | 'mcp' | 'file' | 'external';
  from: string;
  payload?: PayloadHash;
}
