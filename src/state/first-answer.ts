import type { Queries } from '../storage/queries';
import { doors } from './doors';

/** What a named query answers now, without following it. Rejects with `AppError`. */
export function firstAnswer<Name extends keyof Queries>(
  name: Name,
  args: Parameters<Queries[Name]>,
): Promise<Awaited<ReturnType<Queries[Name]>>> {
  let stop = () => {};
  return new Promise<Awaited<ReturnType<Queries[Name]>>>((resolve, reject) => {
    stop = doors().engine.watch(name, args, resolve, reject);
  }).finally(() => stop());
}
