import type { ErrorValue } from './error';
import type { NanoUsd } from './money';
import type { Part } from './part';
import type { Usage } from './usage';

/** Why a model stopped. `paused`: a hosted tool wants the request sent again as it is (Anthropic `pause_turn`). */
export type StopReason = 'end' | 'length' | 'tool-calls' | 'refusal' | 'paused' | 'context-full' | 'stop-sequence';

/**
 * A place in a reply that its provider goes on with when nobody listens: the provider's id of the reply, and the number
 * of the last event that was taken from it.
 */
export interface ReplyPosition {
  reply: string;
  after: number;
}

/** A position, with all that had been told up to it. */
export interface ReplyPlace {
  position: ReplyPosition;
  parts: Part[];
}

/**
 * What an adapter turns a provider's bytes into. Order: any number of deltas, parts in the order of the message,
 * then exactly one `end` or `failure`, which is the last event.
 */
export type StreamEvent =
  | { kind: 'start'; id?: string; model?: string }
  | { kind: 'text-delta'; text: string }
  | { kind: 'reasoning-delta'; text: string }
  | { kind: 'tool-call-delta'; call: string; name: string; json: string }
  /** A finished piece: replaces the deltas it was made of. */
  | { kind: 'part'; part: Part }
  /** The whole answer, of a reply that was taken up in its middle: replaces everything before. */
  | { kind: 'whole'; parts: Part[] }
  /** All that the reply holds up to here has been told: with what was collected so far, it can be taken up again here. */
  | ({ kind: 'position' } & ReplyPosition)
  /** Usage so far; the last one wins. */
  | { kind: 'usage'; usage: Usage; raw: unknown; reported?: NanoUsd }
  | { kind: 'end'; stop: StopReason; rawStop?: string }
  | { kind: 'failure'; error: ErrorValue };

/** What a finished or cut stream left behind. */
export interface ModelReply {
  parts: Part[];
  stop?: StopReason;
  usage?: Usage;
  rawUsage?: unknown;
  /** What the provider itself says it billed. */
  reported?: NanoUsd;
  /** The provider's id of the reply, for reconciliation. */
  providerId?: string;
  /** How far it was read, where it can be taken up again. */
  place?: ReplyPlace;
  /** The model that really answered, where the provider names it. */
  model?: string;
  failure?: ErrorValue;
}
