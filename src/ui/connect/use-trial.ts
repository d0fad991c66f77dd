import { useSignal } from '@preact/signals';
import { explain, type Explanation } from '../words/errors';
import { useWork } from '../use-work';
import type { TestResult } from './tested';

/** One try at connecting, and what came of it. */
export interface Trial {
  busy: boolean;
  /** Why it failed and what to do. */
  problem: Explanation | undefined;
  result: TestResult | undefined;
  /** Tries, unless another try is under way. `failed` answers whether it has told the failure itself. */
  run: (connect: () => Promise<TestResult>, failed: (error: unknown) => boolean) => Promise<void>;
  /** What was wrong may no longer be. */
  forget: () => void;
}

export function useTrial(onTested: (result: TestResult) => void): Trial {
  const { busy, run } = useWork();
  const problem = useSignal<Trial['problem']>(undefined);
  const result = useSignal<TestResult | undefined>(undefined);
  return {
    busy,
    problem: problem.value,
    result: result.value,
    run: (connect, failed) =>
      run(
        async () => {
          problem.value = undefined;
          const tested = await connect();
          result.value = tested;
          onTested(tested);
        },
        error => {
          if (!failed(error)) problem.value = explain(error);
        },
      ),
    forget() {
      problem.value = undefined;
    },
  };
}
