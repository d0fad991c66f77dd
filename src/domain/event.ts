import type { ModelChoice } from './agent';
import type { Charge } from './charge';
import type { ErrorValue } from './error';
import type { Instead } from './fallback';
import type { Id, Instant } from './id';
import type { NanoUsd } from './money';
import type { Effect, Reach } from './tool';
import type { Answer, RequestKind } from './request';
import type { LedgerRow, PayloadHash } from './row';
import type { ActKind, Parentage, Waiting } from './run';
import type { StopReason } from './stream';

/** What happened in a run. Decisions and outcomes only: state is the fold of these (RUNTIME 1). */
export type RunEvent =
  /** `tip`: where it goes on, when that is not the message it answers. `fork`: the run it was taken from. */
  | {
      kind: 'run-queued';
      task: Id<'task'>;
      message: Id<'message'>;
      tip?: Id<'message'>;
      model: ModelChoice;
      fork?: Id<'run'>;
      /** Instructions other than the agent's current ones. */
      instructions?: Id<'instructions'>;
      parent?: Parentage;
    }
  | { kind: 'run-leased'; epoch: number }
  | { kind: 'run-waiting'; for: Waiting; until?: Instant }
  | { kind: 'run-woken' }
  | { kind: 'cancel-requested' }
  | { kind: 'pause-requested' }
  | { kind: 'resume-requested' }
  /** The user wrote while it worked: read once, at the next boundary. `quiet`: it calls nothing off, and answers nothing. */
  | { kind: 'steering-sent'; message: Id<'message'>; quiet?: true }
  /** `messages` are its window's from now on; the tool calls of the last answer that were not begun never will be. */
  | { kind: 'steering-read'; messages: Id<'message'>[]; tip: Id<'message'> }
  /** The user is asked; `shown` is a `RequestBody`. */
  | {
      kind: 'request-opened';
      request: Id<'request'>;
      asks: RequestKind;
      shown: PayloadHash;
      act?: Id<'act'>;
      call?: string;
      tool?: string;
      fingerprint?: string;
    }
  /** `fingerprint`: of the input as the user edited it. */
  | {
      kind: 'request-answered';
      request: Id<'request'>;
      answer: Answer;
      said?: PayloadHash;
      input?: PayloadHash;
      fingerprint?: string;
    }
  | { kind: 'request-voided'; request: Id<'request'> }
  /** The model could not be had: the act, and what comes after it, is asked of another. */
  | ({ kind: 'model-switched'; act: Id<'act'> } & Instead)
  | { kind: 'run-succeeded' }
  | { kind: 'run-failed'; error: ErrorValue }
  | { kind: 'run-cancelled' }
  | { kind: 'run-undecided'; act: Id<'act'> }
  /** The run that an act of this one began is over, however it ended: written with that end. */
  | { kind: 'child-ended'; act: Id<'act'> }
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
      /** Hash of what the call does, less what makes no difference: the loop guard counts these. */
      same?: string;
      /** The approval or answer it uses up. */
      request?: Id<'request'>;
      /** What a model call sees, by reference. */
      manifest?: PayloadHash;
      ceiling?: NanoUsd;
      simulated?: boolean;
    }
  | ({
      kind: 'act-succeeded';
      act: Id<'act'>;
      attempt: number;
      message?: Id<'message'>;
      stop?: StopReason;
      /** Tool calls the answer asks for, in order. */
      calls?: string[];
      /** Hash of the answer's words and calls: the loop guard counts these. */
      same?: string;
      /** Of a compaction: tokens it left of the window, in percent. */
      left?: number;
    } & Charge)
  | ({
      kind: 'act-failed';
      act: Id<'act'>;
      attempt: number;
      error: ErrorValue;
      message?: Id<'message'>;
      final: boolean;
    } & Charge)
  | ({ kind: 'act-cancelled'; act: Id<'act'>; attempt: number; message?: Id<'message'> } & Charge)
  | { kind: 'act-unknown'; act: Id<'act'>; attempt: number }
  /**
   * What an attempt cost is told later than its outcome, or told anew: by how much the ledger has changed for it, and by
   * how many the calls of unknown cost have.
   */
  | { kind: 'late-usage'; act: Id<'act'>; attempt: number; cost: NanoUsd; unknown?: number };

/** A journalled event: the `number`-th of its run, from 1. */
export interface EventRow extends LedgerRow<'event'> {
  run: Id<'run'>;
  number: number;
  /** The lead it was written under; 0 for what the user's own tab wrote. */
  epoch: number;
  event: RunEvent;
}
