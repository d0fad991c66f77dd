import type { Queries } from '../storage/queries';
import type { Engine } from './engine';
import { priceOf } from './price-of';

/** The queries as a screen gets them: what storage knows, with prices, which only the engine can find. */
export function viewsOf(engine: Engine, queries: Queries): Queries {
  return {
    ...queries,
    async models() {
      const models = await queries.models();
      const priced = models.map(async view => {
        const price = await priceOf(engine, { connection: view.connection, model: view.info.id });
        return price ? { ...view, price } : view;
      });
      return Promise.all(priced);
    },
  };
}
