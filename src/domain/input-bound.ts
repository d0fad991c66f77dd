import type { SentFiles, Turn } from './model-request';
import { weighFiles } from './sent-file';
import { inputTokens, type Usage } from './usage';

/** Tokens a request may hold beyond its body's bytes: hidden instructions of the provider (MONEY: Ceilings). */
const inputSlack = 1_024;

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

/** A request, as far as its size goes. */
interface Sized {
  /** UTF-8 bytes of its body. */
  bytes: number;
  turns?: readonly Turn[];
  /** What of them goes along; a file without a formula counts nothing here (`ceilingClassOf`). */
  files?: SentFiles;
}

/**
 * The most input tokens a request of text and own tools can come to: a token has at least one byte, so the bytes of the
 * body bound it, and with an anchor only what came since is counted by its bytes. Both hold; the lower one is told. What
 * a file counts as its provider's formula tells, not its bytes.
 */
export function inputBound({ bytes, turns = [], files }: Sized, anchor?: Anchor): number {
  const weight = weighFiles(turns, files);
  const byBytes = bytes - weight.bytes + (weight.tokens ?? 0) + inputSlack;
  return anchor ? Math.min(byBytes, anchoredBound(anchor, files)) : byBytes;
}

/**
 * The same for a request that its provider has counted, in tokens. A count is an estimate, and a little too low at times
 * (MONEY: Ceilings).
 */
export const countedBound = (tokens: number): number => tokens + Math.ceil(tokens / 20) + 64;

function anchoredBound({ usage, answer, since }: Anchor, files: SentFiles | undefined): number {
  const blocks = [answer, ...since].reduce((sum, turn) => sum + 1 + turn.parts.length, 0);
  const calls = answer.parts.filter(part => part.kind === 'tool-call').length;
  const bytes = new TextEncoder().encode(JSON.stringify(since)).length;
  const { tokens = 0 } = weighFiles(since, files);
  return inputTokens(usage) + usage.output + bytes + tokens + blocks * perBlock + calls * perMissingResult;
}
