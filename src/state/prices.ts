import type { ModelChoice } from '../domain/agent';
import type { ProviderName } from '../domain/connection';
import type { Rates } from '../domain/money';
import type { Price } from '../domain/price';
import type { PriceChange, WorkOptions } from '../engine/door';
import { doors } from './doors';
import { live } from './live';

export type { PriceChange };

/** Prices that came from the user or from "Update prices". */
export const prices = live<'prices'>([], () => ({ name: 'prices', args: [] }));

export const priceOf = (choice: ModelChoice): Promise<Price | undefined> => doors().engine.write('priceOf', choice);

/** Reads OpenRouter's public list without a key; changes nothing. */
export const fetchPrices = (options: WorkOptions): Promise<PriceChange[]> =>
  doors().engine.work('fetchPrices', [], options);

export const applyPrices = (changes: PriceChange[]): Promise<void> => doors().engine.write('applyPrices', changes);

/** The user's own price; without one theirs is removed. */
export const setPrice = (provider: ProviderName, model: string, price: Rates | undefined): Promise<void> =>
  doors().engine.write('setPrice', provider, model, price);
