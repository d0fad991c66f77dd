import { useSignal } from '@preact/signals';
import { explain, type Explanation } from '../words/errors';
import { useWork } from '../use-work';

/** Work that says where it stands why it failed the last time, and what to do. */
interface ExplainedWork {
  busy: boolean;
  problem: Explanation | undefined;
  run: (work: () => Promise<unknown>) => Promise<void>;
}

export function useExplainedWork(): ExplainedWork {
  const { busy, run } = useWork();
  const problem = useSignal<ExplainedWork['problem']>(undefined);
  return {
    busy,
    problem: problem.value,
    run: work =>
      run(
        () => {
          problem.value = undefined;
          return work();
        },
        error => {
          problem.value = explain(error);
        },
      ),
  };
}
