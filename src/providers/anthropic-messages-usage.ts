import type { Usage } from '../domain/usage';
import { plus, usedByRounds, type HostedUse } from './hosted-tools';
import { count, object, type Json } from './json';

/** Later figures win, but never one that is absent or null: `message_delta` repeats only what changed. */
export function mergeUsage(earlier: Json, later: unknown): Json {
  const merged: Record<string, unknown> = { ...earlier };
  for (const [name, value] of Object.entries(object(later))) {
    if (value !== null && value !== undefined) merged[name] = value;
  }
  return merged;
}

/**
 * Anthropic's figures in classes that never overlap: `input_tokens` excludes everything cached, `output_tokens` includes
 * thinking. The cumulative total of cache writes is right; its split is sent once at the start and only names the hour's
 * share (WIRE 2.3, trap a).
 */
export function messagesUsage(raw: Json, hosted: HostedUse = {}): Usage {
  const written = count(raw['cache_creation_input_tokens']);
  const hour = Math.min(written ?? 0, count(object(raw['cache_creation'])['ephemeral_1h_input_tokens']) ?? 0);
  const cacheRead = count(raw['cache_read_input_tokens']);
  const reasoning = count(object(raw['output_tokens_details'])['thinking_tokens']);
  const webSearches = count(object(raw['server_tool_use'])['web_search_requests']);
  const { hostedCalls } = plus(hosted, usedByRounds(raw));
  return {
    input: count(raw['input_tokens']) ?? 0,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(written === undefined ? {} : { cacheWrite: written - hour }),
    ...(hour === 0 ? {} : { cacheWriteHour: hour }),
    output: count(raw['output_tokens']) ?? 0,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(webSearches === undefined ? {} : { webSearches }),
    ...(hostedCalls === undefined ? {} : { hostedCalls }),
  };
}
