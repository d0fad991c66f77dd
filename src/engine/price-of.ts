import type { ModelChoice } from '../domain/agent';
import type { Price } from '../domain/price';
import { readModelSetup, type ModelSetup } from '../storage/model-setup';
import type { Engine } from './engine';

/**
 * What a model costs now. The user's own price wins over the last "Update prices", that over what the connection's own
 * list says, that over the built-in table. `undefined` when no source knows it: then it is unknown, never 0. What was
 * asked before its connection was taken away has its price, too.
 */
export async function priceOf(engine: Engine, choice: ModelChoice): Promise<Price | undefined> {
  const setup = await readModelSetup(engine.workspace, choice, { orGone: true });
  return setup && priceIn(engine, setup, choice.model);
}

/** The same, of what was read before. */
export async function priceIn(engine: Engine, setup: ModelSetup, model: string): Promise<Price | undefined> {
  const { price: kept, info, listedAt, connection } = setup;
  if (kept) {
    const { model: named, rates, tiers, date } = kept.body;
    return { rates, tiers, source: { name: kept.source, date, model: named, match: 'exact' } };
  }
  if (info?.price) {
    const date = new Date(listedAt ?? engine.now()).toISOString().slice(0, 10);
    return { ...info.price, source: { name: 'listed', date, model, match: 'exact' } };
  }
  const known = await engine.prices.find(connection.provider, model, engine.now());
  if (!known) return undefined;
  const { rates, tiers, date, match } = known;
  return { rates, tiers, source: { name: 'built-in', date, model: known.model, match } };
}
