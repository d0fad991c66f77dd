import type { ProviderName } from '../domain/connection';
import type { Instant } from '../domain/id';
import type { Rates } from '../domain/money';
import type { KnownPrice } from '../domain/price';
import table from './price-table.generated.json';

/** Rates as the table has them: input, output, cache read, cache write, its hour, searches; see .ci/extract-prices.mjs. */
type Row = readonly (number | null)[];
/** Rates, tiers, and since which day or between which minutes after midnight UTC they hold. */
type PriceRow = readonly [
  rates: Row,
  tiers?: readonly (readonly [above: number, rates: Row])[],
  when?: string | readonly [number, number],
];
type ModelRow = readonly [id: string, names: readonly string[], prices: readonly PriceRow[]];

interface PriceTable {
  version: string;
  date: string;
  providers: Readonly<Record<string, readonly ModelRow[]>>;
}

// Generated, and held to the package by a test; TypeScript reads JSON's tuples as arrays.
const { providers, date } = table as unknown as PriceTable;

/**
 * The built-in price of a model at an instant (history and hours of the day count), or `undefined`: an unknown price is
 * never guessed. Routers and servers of one's own have no prices here.
 */
export function findPrice(provider: ProviderName, model: string, at: Instant): KnownPrice | undefined {
  const found = findModel(providers[provider] ?? [], model.toLowerCase().replace(/^models\//, ''));
  if (!found) return undefined;
  const [id, , prices] = found.row;
  const price = prices.findLast(([, , when]) => holds(when, at));
  if (!price) return undefined;
  const [rates, tiers = []] = price;
  return {
    rates: ratesOf(rates),
    tiers: tiers.map(([above, row]) => ({ above, rates: ratesOf(row) })),
    date,
    model: id,
    match: found.match,
  };
}

/** A dated copy of a model costs what the model costs: `-20250929`, `-2025-09-29`, `@20250929`. */
const dated = /^[-@](?:\d{8}|\d{4}-\d{2}-\d{2})$/;

/** The whole name first, then the longest beginning. */
function findModel(rows: readonly ModelRow[], model: string): { row: ModelRow; match: 'exact' | 'prefix' } | undefined {
  let best: { row: ModelRow; length: number } | undefined;
  for (const row of rows) {
    const [id, names] = row;
    for (const name of [id.toLowerCase(), ...names]) {
      const isBeginning = name.endsWith('*');
      const whole = isBeginning ? name.slice(0, -1) : name;
      if (!model.startsWith(whole)) continue;
      const rest = model.slice(whole.length);
      if (rest === '') return { row, match: 'exact' };
      const isKnown = dated.test(rest);
      if (!isKnown && !isBeginning) continue;
      // Of two that fit, a dated copy beats any beginning, then the longer name.
      const length = isKnown ? model.length : whole.length;
      if (!best || length > best.length) best = { row, length };
    }
  }
  return best && { row: best.row, match: best.length === model.length ? 'exact' : 'prefix' };
}

function holds(when: PriceRow[2], at: Instant): boolean {
  if (when === undefined) return true;
  const now = new Date(at);
  if (typeof when === 'string') return now.toISOString().slice(0, 10) >= when;
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  return minute >= when[0] && minute < when[1];
}

function ratesOf([input, output, cacheRead, cacheWrite, cacheWriteHour, webSearch]: Row): Rates {
  return {
    input: input ?? 0,
    output: output ?? 0,
    // Where a provider names no rate of its own, what a cache served or took is billed as any other input.
    cacheRead: cacheRead ?? input ?? 0,
    cacheWrite: cacheWrite ?? input ?? 0,
    ...(cacheWriteHour == null ? {} : { cacheWriteHour }),
    ...(webSearch == null ? {} : { webSearch }),
  };
}
