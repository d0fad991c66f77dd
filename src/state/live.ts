import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Queries } from '../storage/queries';
import { doors } from './doors';

type Rows<Name extends keyof Queries> = Awaited<ReturnType<Queries[Name]>>;

/** Which query to follow, with what. */
interface Pick<Name extends keyof Queries> {
  name: Name;
  args: Parameters<Queries[Name]>;
}

/**
 * Follow a named query with a signal.
 *
 * `pick` runs inside an effect: signals it reads re-pick; the tab's data worker runs the query again when its rows
 * change. Returning `undefined` asks nothing. Nothing is asked until something watches the signal; unwatched it falls
 * back to `initial`, which may be null where no answer is none of the answers.
 */
export function live<Name extends keyof Queries, None extends null = never>(
  initial: Rows<Name> | None,
  pick: () => Pick<Name> | undefined,
): ReadonlySignal<Rows<Name> | None> {
  let stop = () => {};
  const rows = signal<Rows<Name> | None>(initial, {
    watched() {
      stop = effect(() => {
        const picked = pick();
        if (!picked) {
          rows.value = initial;
          return;
        }
        return doors().engine.watch(picked.name, picked.args, next => {
          rows.value = next;
        });
      });
    },
    unwatched() {
      stop();
      rows.value = initial;
    },
  });
  return rows;
}
