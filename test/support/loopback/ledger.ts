import type { HostName } from './hosts';

/**
 * The stand-in's own count, made of other code than the product's: decimal dollars a million tokens, exact in BigInt.
 * A token is a run of non-space characters with the space before it; every message costs four more.
 */

export interface Count {
  /** Not from or into a cache. */
  fresh: number;
  cacheRead: number;
  cacheWrite: number;
  /** Reasoning included. */
  output: number;
  reasoning: number;
}

export interface LedgerLine {
  /** What the answer was called, without its prefix. */
  id: string;
  host: HostName;
  model: string;
  count: Count;
  /** Whole billionths of a dollar; absent where the host names no price. */
  nanoUsd?: bigint;
  /** The client went away, or the stream was broken on purpose. */
  complete: boolean;
  /** Milliseconds since 1970 at which the client had gone away before that. */
  gone?: number;
}

export function tokensOf(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Splits text where its tokens end; joined again it is the text. */
export function tokenPieces(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

interface Dollars {
  input: string;
  output: string;
  cacheRead: string;
  cacheWrite: string;
}

/** Dollars a million tokens as published (anthropic.com/pricing, openai.com/api/pricing, ai.google.dev/pricing; read in 2026). */
const dollars: Readonly<Record<string, Dollars>> = {
  'claude-opus-4-5': { input: '5', output: '25', cacheRead: '0.5', cacheWrite: '6.25' },
  'claude-sonnet-4-5': { input: '3', output: '15', cacheRead: '0.3', cacheWrite: '3.75' },
  'claude-haiku-4-5': { input: '1', output: '5', cacheRead: '0.1', cacheWrite: '1.25' },
  'gpt-5.1': { input: '1.25', output: '10', cacheRead: '0.125', cacheWrite: '0' },
  'gpt-5-mini': { input: '0.25', output: '2', cacheRead: '0.025', cacheWrite: '0' },
  'gemini-2.5-flash': { input: '0.3', output: '2.5', cacheRead: '0.03', cacheWrite: '0' },
  'gemini-3-flash-preview': { input: '0.5', output: '3', cacheRead: '0.05', cacheWrite: '0' },
  'anthropic/claude-sonnet-4.5': { input: '3', output: '15', cacheRead: '0.3', cacheWrite: '3.75' },
  'openai/gpt-5-mini': { input: '0.25', output: '2', cacheRead: '0.025', cacheWrite: '0' },
};

/** Nano-dollars a million tokens. */
function nanos(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
}

/** Exact but for one half-even rounding to a billionth of a dollar; nothing for a model without a published price. */
export function priceOf(model: string, count: Count): bigint | undefined {
  const price = dollars[model];
  if (!price) return undefined;
  const millionths =
    BigInt(count.fresh) * nanos(price.input) +
    BigInt(count.cacheRead) * nanos(price.cacheRead) +
    BigInt(count.cacheWrite) * nanos(price.cacheWrite) +
    BigInt(count.output) * nanos(price.output);
  const whole = millionths / 1_000_000n;
  const rest = millionths % 1_000_000n;
  const up = rest > 500_000n || (rest === 500_000n && whole % 2n === 1n);
  return whole + (up ? 1n : 0n);
}

/** `0.000172125`: billionths as the decimal dollars a provider reports. */
export function decimalDollars(nanoUsd: bigint): string {
  const digits = nanoUsd.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`.replace(/\.?0+$/, '') || '0';
}

/** Dollars a token, as OpenRouter lists prices. */
export function dollarsPerToken(
  model: string,
): { prompt: string; completion: string; input_cache_read: string } | undefined {
  const price = dollars[model];
  if (!price) return undefined;
  const perToken = (decimal: string) => {
    const digits = nanos(decimal).toString().padStart(16, '0');
    return `${digits.slice(0, -15)}.${digits.slice(-15)}`.replace(/\.?0+$/, '') || '0';
  };
  return {
    prompt: perToken(price.input),
    completion: perToken(price.output),
    input_cache_read: perToken(price.cacheRead),
  };
}
