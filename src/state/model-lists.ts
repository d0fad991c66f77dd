import { doors } from './doors';

/** Has the lists read anew that are older than a day. What keeps that from being done is told nowhere: the old ones stay. */
export const refreshModels = (): Promise<void> =>
  doors()
    .engine.write('refreshModels')
    .catch(() => undefined);
