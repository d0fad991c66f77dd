import { nanoUsdFromDecimal, scaledDecimal, type NanoUsd } from '../domain/money';
import type { Usage } from '../domain/usage';
import type { HostedUse } from './hosted-tools';
import { count, decimal, object, type Json } from './json';

/** Usage with what the provider says it billed. */
interface ReadUsage {
  usage: Usage;
  raw: Json;
  reported?: NanoUsd;
}

/** Figures of the Responses wire: input includes what was cached, output includes reasoning (WIRE 2.3). */
export function responsesUsage(raw: Json, hosted: HostedUse = {}): ReadUsage {
  const details = object(raw['input_tokens_details']);
  return finish(raw, {
    prompt: count(raw['input_tokens']) ?? 0,
    cacheRead: count(details['cached_tokens']),
    cacheWrite: count(details['cache_write_tokens']),
    output: count(raw['output_tokens']) ?? 0,
    reasoning: count(object(raw['output_tokens_details'])['reasoning_tokens']),
    hosted,
  });
}

/**
 * Figures of the Chat wire. Output includes reasoning everywhere but at xAI, whose `total_tokens` gives it away:
 * there it is prompt + completion + reasoning (WIRE 2.3). DeepSeek names cache hits beside the details.
 */
export function chatUsage(raw: Json): ReadUsage {
  const prompt = count(raw['prompt_tokens']) ?? 0;
  const completion = count(raw['completion_tokens']) ?? 0;
  const reasoning = count(object(raw['completion_tokens_details'])['reasoning_tokens']);
  const details = object(raw['prompt_tokens_details']);
  const webSearches = count(object(raw['server_tool_use_details'] ?? raw['server_tool_use'])['web_search_requests']);
  const isApart = reasoning !== undefined && count(raw['total_tokens']) === prompt + completion + reasoning;
  return finish(raw, {
    prompt,
    cacheRead: count(details['cached_tokens']) ?? count(raw['prompt_cache_hit_tokens']),
    cacheWrite: count(details['cache_write_tokens']),
    output: isApart ? completion + reasoning : completion,
    reasoning,
    hosted: webSearches === undefined ? {} : { webSearches },
  });
}

interface Figures {
  /** All input, cached or not. */
  prompt: number;
  cacheRead: number | undefined;
  cacheWrite: number | undefined;
  output: number;
  reasoning: number | undefined;
  hosted: HostedUse;
}

function finish(raw: Json, { prompt, cacheRead, cacheWrite, output, reasoning, hosted }: Figures): ReadUsage {
  const reported = reportedCost(raw);
  return {
    usage: {
      input: Math.max(0, prompt - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      ...(cacheRead === undefined ? {} : { cacheRead }),
      ...(cacheWrite === undefined ? {} : { cacheWrite }),
      output,
      ...(reasoning === undefined ? {} : { reasoning }),
      ...hosted,
    },
    raw,
    ...(reported === undefined ? {} : { reported }),
  };
}

/**
 * What the provider states it billed: OpenRouter's `cost` in dollars, to which an own key's bill upstream is added
 * (`is_byok`); xAI's `cost_in_usd_ticks` of 10⁻¹⁰ dollars.
 */
function reportedCost(raw: Json): NanoUsd | undefined {
  const ticks = decimal(raw['cost_in_usd_ticks']);
  if (ticks !== undefined) return scaledDecimal(ticks, -1);
  const cost = nanoUsdFromDecimal(decimal(raw['cost']) ?? '');
  if (cost === undefined || raw['is_byok'] !== true) return cost;
  const upstream = decimal(object(raw['cost_details'])['upstream_inference_cost']);
  const billed = nanoUsdFromDecimal(upstream ?? '');
  // Without the other half of the bill the cost is not known.
  return billed === undefined ? undefined : cost + billed;
}
