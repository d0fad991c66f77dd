import type { ModelChoice } from './agent';
import type { ErrorValue } from './error';
import type { Id, Instant } from './id';
import type { NanoUsd } from './money';
import type { Effect, Reach } from './ports';
import type { LedgerRow, PayloadHash } from './row';
import type { ActKind, Waiting } from './run';
import type { StopReason } from './stream';

/** What happened in a run. Decisions and outcomes only: state is the fold of these (RUNTIME 1). */
export type RunEvent =
  /** `tip`: where it goes on, when that is not the message it answers. */
  | { kind: 'run-queued'; task: Id<'task'>; message: Id<'message'>; tip?: Id<'message'>; model: ModelChoice }
  | { kind: 'run-leased'; epoch: number }
  | { kind: 'run-waiting'; for: Waiting; until?: Instant }
  | { kind: 'run-woken' }
  | { kind: 'cancel-requested' }
  | { kind: 'run-succeeded' }
  | { kind: 'run-failed'; error: ErrorValue }
  | { kind: 'run-cancelled' }
  | { kind: 'run-undecided'; act: Id<'act'> }
  /** Written before the act: what will be tried, with which consequence. */
  | {
      kind: 'act-intent';
      act: Id<'act'>;
      attempt: number;
      does: ActKind;
      effect: Effect;
      reach: Reach;
      /** The same for every attempt at the same thing. */
      idempotencyKey: string;
      call?: string;
      tool?: string;
      /** What a model call sees, by reference. */
      manifest?: PayloadHash;
      ceiling?: NanoUsd;
      simulated?: boolean;
    }
  | {
      kind: 'act-succeeded';
      act: Id<'act'>;
      attempt: number;
      message?: Id<'message'>;
      cost?: NanoUsd;
      stop?: StopReason;
      /** Tool calls the answer asks for, in order. */
      calls?: string[];
    }
  | {
      kind: 'act-failed';
      act: Id<'act'>;
      attempt: number;
      error: ErrorValue;
      cost?: NanoUsd;
      message?: Id<'message'>;
      final: boolean;
    }
  | { kind: 'act-cancelled'; act: Id<'act'>; attempt: number; cost?: NanoUsd; message?: Id<'message'> }
  | { kind: 'act-unknown'; act: Id<'act'>; attempt: number };

/** A journalled event: the `number`-th of its run, from 1. */
export interface EventRow extends LedgerRow<'event'> {
  run: Id<'run'>;
  number: number;
  /** The lead it was written under; 0 for what the user's own tab wrote. */
  epoch: number;
  event: RunEvent;
}
