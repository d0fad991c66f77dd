import type { ModelChoice } from '../domain/agent';
import type { ConnectionRow, ModelInfo } from '../domain/connection';
import type { Instant } from '../domain/id';
import type { KeyId } from '../domain/ports';
import type { PriceRow } from '../domain/price';
import type { Workspace } from './open';
import { priceId } from './prices';
import { open, openRow } from './seal';

/** What a model is called and priced with. */
export interface ModelSetup {
  connection: ConnectionRow;
  /** What this device uses the connection with. */
  key?: KeyId;
  /** What the last live list says of the model, and when that was read. */
  info?: ModelInfo;
  listedAt?: Instant;
  /** Its kept price: the user's own, else that of the last "Update prices". */
  price?: PriceRow;
}

/** Reads all of it at one moment; `undefined` where the connection is gone, unless what it was counts, too. */
export async function readModelSetup(
  ws: Workspace,
  { connection: id, model }: ModelChoice,
  { orGone = false } = {},
): Promise<ModelSetup | undefined> {
  const tables = ['connection', 'key', 'models', 'price'];
  const [row, key, models, prices] = await ws.db.transaction('r', tables, async () => {
    const found = await Promise.all([ws.db.connection.get(id), ws.db.key.get(id), ws.db.models.get(id)]);
    const provider = found[0]?.provider;
    const ids = provider ? (['user', 'openrouter'] as const).map(source => priceId(source, provider, model)) : [];
    return [...found, await ws.db.price.bulkGet(ids)] as const;
  });
  const connection = await openRow(row);
  if (!connection || (connection.gone && !orGone)) return undefined;
  const price = await openRow(prices.find(one => one && !one.gone));
  const info = models && (await open(models.body)).list.find(one => one.id === model);
  const listed = info && models ? { info, listedAt: models.listedAt } : {};
  return { connection, ...(key ? { key: key.key } : {}), ...listed, ...(price ? { price } : {}) };
}
