import type { BudgetRow } from './budget';
import type { ClockJump } from './budget-window';
import type { CeilingClass } from './ceiling-class';
import type { Id, Instant } from './id';
import type { NanoUsd } from './money';
import type { Label, PayloadHash, Row } from './row';
import type { Preview, Question } from './tool';

/**
 * What a run asks of its user: leave for one tool call, the answer to a question, whether to go on although it repeats
 * itself (`loop`) or has used up its steps or time (`limit`), whether an act that was cut off has happened (`outcome`), or
 * whether a call may be made although it could pass a budget (`budget`).
 */
export type RequestKind = 'approval' | 'question' | 'loop' | 'limit' | 'outcome' | 'budget';

/** `told`: a question was answered in words. The last three answer `outcome`. */
export type Answer = 'approved' | 'edited' | 'rejected' | 'told' | 'done' | 'not-done' | 'again';

/** `used`: its tool call has begun. `void`: what was approved is not what would be done now, or nobody needs it any more. */
type RequestStatus = 'open' | 'answered' | 'used' | 'void';

/** A request as its run's events tell it. */
export interface RequestState {
  id: Id<'request'>;
  asks: RequestKind;
  status: RequestStatus;
  /** Acts the run had when it was opened: the loop guard counts anew from here once approved. */
  after: number;
  act?: Id<'act'>;
  call?: string;
  tool?: string;
  /** What exactly was asked for; an approval holds for nothing else. */
  fingerprint?: string;
  /** A `RequestBody`. */
  shown: PayloadHash;
  answer?: Answer;
  /** Payload of the user's words: a reason, or the answer to a question. */
  said?: PayloadHash;
  /** Payload of the input as the user edited it. */
  input?: PayloadHash;
  opened: Instant;
  answered?: Instant;
}

/** Derived from the events of its run, in the transaction that adds them. */
export interface RequestRow extends Row<'request'>, Omit<RequestState, 'id'> {
  run: Id<'run'>;
  task: Id<'task'>;
  conversation: Id<'conversation'>;
  agent: Id<'agent'>;
}

/** All that a card needs, kept as it was when the user was asked. */
export interface RequestBody {
  tool?: string;
  input?: unknown;
  preview?: Preview;
  question?: Question;
  /** Why leave is asked. */
  because?: 'effect' | 'labels' | 'grant' | 'tool-changed' | 'used-up';
  /** Where foreign text that led here came from. */
  labels?: Label[];
  /** How often the same was done, or how many steps were taken. */
  count?: number;
  /** How long it has worked, where that is why it is asked. */
  minutes?: number;
  /** The budgets that a call could pass, what it costs at most, absent where nothing bounds it, and how sure that is. */
  budgets?: BudgetAsked[];
  ceiling?: NanoUsd;
  ceilingClass?: CeilingClass;
  /** Not the limit is in question but the clock: budgets would begin anew. */
  clock?: ClockJump;
}

/** A budget as it stood when the user was asked. */
export type BudgetAsked = Pick<BudgetRow, 'id' | 'scope' | 'of' | 'window' | 'limit'> & { spent: NanoUsd };
