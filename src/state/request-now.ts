import type { RequestView } from '../storage/queries';
import { doors } from './doors';

/** How a request stands now; nothing where it waits for no answer and has none. Rejects with `AppError`. */
export function requestNow({ row: { id, conversation } }: RequestView): Promise<RequestView | undefined> {
  let stop = () => {};
  return new Promise<RequestView | undefined>((resolve, reject) => {
    const found = (views: RequestView[]) => resolve(views.find(({ row }) => row.id === id));
    stop = doors().engine.watch('requests', [conversation], found, reject);
  }).finally(() => stop());
}
