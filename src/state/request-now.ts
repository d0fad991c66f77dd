import type { RequestView } from '../storage/queries';
import { firstAnswer } from './first-answer';

/** How a request stands now; nothing where it waits for no answer and has none. Rejects with `AppError`. */
export async function requestNow({ row: { id, conversation } }: RequestView): Promise<RequestView | undefined> {
  return (await firstAnswer('requests', [conversation])).find(({ row }) => row.id === id);
}
