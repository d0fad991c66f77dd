import { useSignal, type ReadonlySignal } from '@preact/signals';
import { explain } from '../words/errors';

/** Something that takes a while and may fail, at most once at a time. */
export interface Work {
  busy: ReadonlySignal<boolean>;
  /** Why it failed the last time, and what to do. */
  problem: ReadonlySignal<{ what: string; next: string } | undefined>;
  run: (work: () => Promise<void>) => Promise<void>;
}

export function useWork(): Work {
  const busy = useSignal(false);
  const problem = useSignal<{ what: string; next: string } | undefined>(undefined);
  return {
    busy,
    problem,
    async run(work) {
      if (busy.peek()) return;
      busy.value = true;
      problem.value = undefined;
      try {
        await work();
      } catch (error) {
        problem.value = explain(error);
      }
      busy.value = false;
    },
  };
}
