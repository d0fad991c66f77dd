import type { ProviderName } from './connection';
import type { PriceSource } from './cost-entry';
import type { Day } from './id';
import type { Rates, RateTier } from './money';
import type { DocumentRow } from './row';

/** A price that came from the user or from "Update prices"; beats the built-in table. Its id is derived from (source, provider, model). */
export interface PriceRow extends DocumentRow<'price'> {
  source: 'user' | 'openrouter';
  provider: ProviderName;
  body: { model: string; rates: Rates; tiers: RateTier[]; date: string };
}

/** What one model costs, with where that is known from. */
export interface Price {
  rates: Rates;
  tiers: readonly RateTier[];
  source: PriceSource;
}

/** What a table of prices knows of a model. */
export interface KnownPrice {
  rates: Rates;
  tiers: readonly RateTier[];
  /** The day the figures are of. */
  date: Day;
  /** The id in the table. */
  model: string;
  /** `prefix`: a newer or other model of that beginning; the price is then an estimate. */
  match: 'exact' | 'prefix';
}
