import type { ModelChoice } from '../domain/agent';
import type { Price } from '../domain/price';
import { connectionWithKey, listedModel } from '../storage/connections';
import { keptPrice } from '../storage/prices';
import type { Engine } from './engine';

/**
 * What a model costs now. The user's own price wins over the last "Update prices", that over what the connection's own
 * list says, that over the built-in table. `undefined` when no source knows it: then it is unknown, never 0.
 */
export async function priceOf(engine: Engine, choice: ModelChoice): Promise<Price | undefined> {
  const found = await connectionWithKey(engine.workspace, choice.connection);
  if (!found) return undefined;
  const { provider } = found.connection;
  const kept =
    (await keptPrice(engine.workspace, 'user', provider, choice.model)) ??
    (await keptPrice(engine.workspace, 'openrouter', provider, choice.model));
  if (kept) {
    const { model, rates, tiers, date } = kept.body;
    return { rates, tiers, source: { name: kept.source, date, model, match: 'exact' } };
  }
  const listed = await listedModel(engine.workspace, choice);
  if (listed?.price) {
    const date = new Date(engine.now()).toISOString().slice(0, 10);
    return { ...listed.price, source: { name: 'listed', date, model: choice.model, match: 'exact' } };
  }
  const known = await engine.prices.find(provider, choice.model, engine.now());
  if (!known) return undefined;
  const { rates, tiers, date, model, match } = known;
  return { rates, tiers, source: { name: 'built-in', date, model, match } };
}
