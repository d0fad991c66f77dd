import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CostSum } from '../../domain/cost-entry';
import type { NanoUsd } from '../../domain/money';
import type { Price } from '../../domain/price';
import { costAt, grouped, sumOf } from '../../state/cost-sums';
import { rollups } from '../../state/costs';
import { priceOf } from '../../state/prices';
import { tellError } from '../tell-error';

/** A model of the month with what was used of it and its price now. */
export interface UsedModel {
  key: string;
  model: string;
  sum: CostSum;
  price: Price | undefined;
}

/** Every model of the month on screen; asks for their prices, once each. */
export function useUsedModels(): UsedModel[] {
  const known = useSignal<ReadonlyMap<string, Price | undefined>>(new Map());
  const groups = [...grouped(rollups.value, row => `${row.connection}|${row.model}`)];
  const wanted = groups.map(([key]) => key).join();
  useEffect(() => {
    for (const [key, [row]] of groups) {
      if (known.peek().has(key) || !row?.connection || row.model === undefined) continue;
      priceOf({ connection: row.connection, model: row.model }).then(price => {
        known.value = new Map([...known.peek(), [key, price]]);
      }, tellError);
    }
  }, [wanted]);
  return groups.map(([key, rows]) => ({
    key,
    model: rows[0]?.model ?? '',
    sum: sumOf(rows),
    price: known.value.get(key),
  }));
}

/**
 * What the cache saved where its price is known: the same input, all of it fresh, less what it cost. Less than nothing
 * where more was written than read.
 */
export function savedByCache(used: readonly UsedModel[]): NanoUsd {
  let saved = 0;
  for (const { sum, price } of used) {
    if (price?.rates.cacheRead === undefined) continue;
    const input = sum.input + sum.cacheRead + sum.cacheWrite;
    const fresh = { ...sum, input, cacheRead: 0, cacheWrite: 0, cacheWriteHour: 0 };
    saved += costAt(fresh, price.rates) - costAt(sum, price.rates);
  }
  return saved;
}
