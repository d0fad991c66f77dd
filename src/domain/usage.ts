/**
 * Units a call used, normalised so that classes never overlap (MONEY: Units). All are whole numbers ≥ 0;
 * a class the provider did not report is absent, which is not the same as zero.
 */
export interface Usage {
  /** Input tokens that were neither read from nor written to a cache. */
  input: number;
  cacheRead?: number;
  /** Cache writes kept 5 minutes. */
  cacheWrite?: number;
  /** Cache writes kept 1 hour. */
  cacheWriteHour?: number;
  /** All output tokens, reasoning included. */
  output: number;
  /** How many of `output` were reasoning; shown, never charged again. */
  reasoning?: number;
  /** Searches a provider-hosted tool made. */
  webSearches?: number;
  /** Uses of other provider-hosted tools that are billed apart. No table prices them: only the provider can say what they cost. */
  hostedCalls?: number;
}

/** Everything that went in, cached or not: what fills the context window. */
export function inputTokens(usage: Usage): number {
  return usage.input + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0) + (usage.cacheWriteHour ?? 0);
}
