import type { ListedPrice } from '../domain/connection';
import { rateFromUsdPerToken, scaledDecimal, type Rates, type RateTier } from '../domain/money';
import { count, decimal, list, object, type Json } from './json';

/** Dollars a search as nano-dollars per 1,000 searches. */
const searchRate = (dollars: string) => scaledDecimal(dollars, 12);

/**
 * OpenRouter's `pricing` of a model: decimal dollars per token (its OpenAPI description, 2026-11). `undefined` where it
 * cannot be said in rates: a price that varies (`-1`), or one with a fee per request.
 */
export function listedPrice(pricing: unknown): ListedPrice | undefined {
  const rows = object(pricing);
  const base = readRates(rows);
  const fee = decimal(rows['request']) ?? '0';
  if (!base || scaledDecimal(fee, 9) !== 0) return undefined;
  return {
    rates: base,
    tiers: list(rows['overrides'])
      .map(object)
      .flatMap(override => readTier(override, rows)),
  };
}

/** An override by size of the prompt; those by time of day cannot be known before the call and are left out. */
function readTier(override: Json, base: Json): RateTier[] {
  const from = count(override['min_prompt_tokens']);
  if (from === undefined || override['utc_start'] !== undefined) return [];
  const rates = readRates({ ...base, ...override });
  return rates ? [{ above: Math.max(0, from - 1), rates }] : [];
}

function readRates(pricing: Json): Rates | undefined {
  const rate = (name: string) => rateFromUsdPerToken(decimal(pricing[name]) ?? '');
  const input = rate('prompt');
  const output = rate('completion');
  if (input === undefined || output === undefined) return undefined;
  const cacheRead = rate('input_cache_read');
  const cacheWrite = rate('input_cache_write');
  const cacheWriteHour = rate('input_cache_write_1h');
  const webSearch = searchRate(decimal(pricing['web_search']) ?? '');
  return {
    input,
    output,
    // Where no rate is named, what a cache served is billed as any other input.
    cacheRead: cacheRead ?? input,
    cacheWrite: cacheWrite ?? input,
    ...(cacheWriteHour === undefined ? {} : { cacheWriteHour }),
    ...(webSearch === undefined || webSearch === 0 ? {} : { webSearch }),
  };
}
