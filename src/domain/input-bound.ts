import type { Turn } from './model-request';
import { inputTokens, type Usage } from './usage';

/** Tokens a request may hold beyond its body's bytes: hidden instructions of the provider (MONEY: Ceilings). */
export const inputSlack = 1_024;

/** Tokens that a wire wraps around one block of a message, at most (MONEY: Ceilings). */
const perBlock = 16;

/** Tokens of what stands in for a result that never came, at most. */
const perMissingResult = 64;

/** A call that was made, in whose request and answer the one to be made begins. */
export interface Anchor {
  /** What it used, as its provider told it. */
  usage: Usage;
  answer: Turn;
  /** What has come since. */
  since: readonly Turn[];
}

/**
 * The most input tokens a request of text and own tools can come to: a token has at least one byte, so the bytes of the
 * body bound it, and with an anchor only what came since is counted by its bytes. Both hold; the lower one is told.
 */
export function inputBound(bodyBytes: number, anchor?: Anchor): number {
  const byBytes = bodyBytes + inputSlack;
  return anchor ? Math.min(byBytes, anchoredBound(anchor)) : byBytes;
}

function anchoredBound({ usage, answer, since }: Anchor): number {
  const blocks = [answer, ...since].reduce((sum, turn) => sum + 1 + turn.parts.length, 0);
  const calls = answer.parts.filter(part => part.kind === 'tool-call').length;
  const bytes = new TextEncoder().encode(JSON.stringify(since)).length;
  return inputTokens(usage) + usage.output + bytes + blocks * perBlock + calls * perMissingResult;
}
