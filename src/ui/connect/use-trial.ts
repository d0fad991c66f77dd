import { useSignal, type ReadonlySignal } from '@preact/signals';
import { explain } from '../words/errors';
import type { TestResult } from './tested';

/** One try at connecting, and what came of it. */
export interface Trial {
  busy: ReadonlySignal<boolean>;
  /** Why it failed and what to do. */
  problem: ReadonlySignal<{ what: string; next: string } | undefined>;
  result: ReadonlySignal<TestResult | undefined>;
  /** Tries, unless another try is under way. `failed` answers whether it has told the failure itself. */
  run: (connect: () => Promise<TestResult>, failed: (error: unknown) => boolean) => Promise<void>;
  /** What was wrong may no longer be. */
  forget: () => void;
}

export function useTrial(onTested: (result: TestResult) => void): Trial {
  const busy = useSignal(false);
  const problem = useSignal<{ what: string; next: string } | undefined>(undefined);
  const result = useSignal<TestResult | undefined>(undefined);
  return {
    busy,
    problem,
    result,
    async run(connect, failed) {
      if (busy.peek()) return;
      busy.value = true;
      problem.value = undefined;
      try {
        const tested = await connect();
        result.value = tested;
        onTested(tested);
      } catch (error) {
        if (!failed(error)) problem.value = explain(error);
      }
      busy.value = false;
    },
    forget() {
      problem.value = undefined;
    },
  };
}
