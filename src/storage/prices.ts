import type { ProviderName } from '../domain/connection';
import { derivedId, type Id } from '../domain/id';
import type { PriceRow } from '../domain/price';
import { addActivity } from './activity';
import { commit } from './commit';
import type { Workspace } from './open';
import { openRow, seal } from './seal';
import { add, envelope, patch } from './write';

/** A price to keep. */
type NewPrice = Pick<PriceRow, 'source' | 'provider' | 'body'>;

/** The same on every device: two that price the same model edit the same row. */
export const priceId = (source: PriceRow['source'], provider: ProviderName, model: string): Id<'price'> =>
  derivedId('price', `${source}|${provider}|${model}`);

/** The kept price of exactly this model. */
export async function keptPrice(
  ws: Workspace,
  source: PriceRow['source'],
  provider: ProviderName,
  model: string,
): Promise<PriceRow | undefined> {
  const row = await ws.db.price.get(priceId(source, provider, model));
  return row?.gone ? undefined : openRow(row);
}

/** Keeps a price, new or changed. */
export async function setPrice(ws: Workspace, price: NewPrice): Promise<void> {
  const id = priceId(price.source, price.provider, price.body.model);
  const body = await seal(price.body);
  const added = await commit(ws, ['price'], async () => {
    if (await ws.db.price.get(id)) return false;
    await add(ws, 'price', { ...envelope(ws, id), ...price, body });
    return true;
  });
  if (!added) await patch(ws, 'price', id, { gone: false, body: price.body });
}

/** Keeps what "Update prices" brought, and says so in the feed. */
export async function applyPrices(ws: Workspace, prices: readonly NewPrice[]): Promise<void> {
  for (const price of prices) await setPrice(ws, price);
  await commit(ws, ['activity', 'device'], () => addActivity(ws, { kind: 'prices-updated', count: prices.length }));
}

/** Takes the user's own price of a model away. */
export async function removePrice(ws: Workspace, provider: ProviderName, model: string): Promise<void> {
  const id = priceId('user', provider, model);
  if (await ws.db.price.get(id)) await patch(ws, 'price', id, { gone: true });
}
