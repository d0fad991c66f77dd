import { firstQueries } from '../storage/first-queries';
import type { Queries } from '../storage/queries';
import type { WorkspaceIndex } from '../storage/workspaces';
import type { Engine } from './engine';
import { priceOf } from './price-of';

/** How a screen's question is found by its name. */
export type QueryFinder = <Name extends keyof Queries>(name: Name) => Promise<Queries[Name]>;

/**
 * The queries as a screen gets them: what storage knows, with prices, which only the engine can find. Those that no start
 * asks are fetched with the first of them.
 */
export function findQueries(engine: Engine, index: WorkspaceIndex): QueryFinder {
  const first = firstQueries(engine.workspace, index);
  const known: Partial<Queries> = {
    ...first,
    async models() {
      const models = await first.models();
      const priced = models.map(async view => {
        const price = await priceOf(engine, { connection: view.connection, model: view.info.id });
        return price ? { ...view, price } : view;
      });
      return Promise.all(priced);
    },
  };
  const all = async () => (await import('../storage/open-queries')).openQueries(engine.workspace, index);
  return async name => known[name] ?? (await all())[name];
}
