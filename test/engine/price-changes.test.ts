import { expect, test } from 'vitest';
import { priceVerbs } from '../../src/engine/verbs/price-verbs';
import { priceOf } from '../../src/engine/price-of';
import { saveModels } from '../../src/storage/connections';
import { keptPrice } from '../../src/storage/prices';
import { answer, work } from './play';
import { setStage } from './stage';

const rates = { input: 3_000_000_000, output: 15_000_000_000 };
const dearer = { input: 6_000_000_000, output: 22_500_000_000 };

test('a list that only prices long requests otherwise is a change, and applied it is none any more', async () => {
  const stage = await setStage(answer);
  const tiers = [{ above: 200_000, rates: dearer }];
  const { engine } = stage;
  const verbs = priceVerbs({
    ...engine,
    prices: {
      ...engine.prices,
      readList: () => Promise.resolve([{ provider: 'anthropic', model: 'model-a', rates, tiers }]),
    },
  });
  const changes = await verbs.fetchPrices(work);
  expect(changes).toMatchObject([{ before: { rates, tiers: [] }, after: { rates, tiers } }]);
  await verbs.applyPrices(work, changes);
  expect((await keptPrice(stage.workspace, 'openrouter', 'anthropic', 'model-a'))?.body.tiers).toEqual(tiers);
  expect(await verbs.fetchPrices(work)).toEqual([]);
});

test('a price of the connection’s own list is of the day that list was read, however long ago', async () => {
  const { engine, workspace, connection } = await setStage(answer);
  await saveModels(workspace, connection, [{ id: 'model-a', name: 'A', price: { rates, tiers: [] } }]);
  const weekLater = { ...engine, now: () => engine.now() + 7 * 86_400_000 };
  const today = new Date(engine.now()).toISOString().slice(0, 10);
  expect((await priceOf(weekLater, { connection, model: 'model-a' }))?.source).toMatchObject({
    name: 'listed',
    date: today,
  });
});
