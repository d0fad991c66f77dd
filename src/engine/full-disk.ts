import { errorValue } from '../domain/error';
import type { Engine } from './engine';
import type { LeasedRun } from './leased-run';

/** How often a write is tried again on a device that has no room left. */
const againEvery = 2_000;

/** Whether a write failed for want of room: nothing is decided by that, it is done later. */
export const isFull = (error: unknown) => error !== undefined && errorValue(error).code === 'storage-full';

/** Tells the page whether there is room: `error` is how a write ended, nothing when it went well. */
export function tellRoom({ status }: Pick<Engine, 'status'>, error?: unknown): void {
  const full = isFull(error);
  if ((status.now().full ?? false) !== full) status.tell({ full });
}

/**
 * Writes what cannot be made again, such as an answer that was paid for: tried until the device has room for it, or the
 * lead is lost.
 */
export async function writeWithRoom<Result>(
  { engine, lead }: Pick<LeasedRun, 'engine' | 'lead'>,
  write: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isFull(error) || lead.abort.aborted) throw error;
      tellRoom(engine, error);
      await new Promise(resolve => setTimeout(resolve, againEvery));
    }
  }
}
