import { useSignal } from '@preact/signals';
import { tellError } from './tell-error';

/** Something that takes a while and may fail, at most once at a time. */
export interface Work {
  /** Under way. */
  busy: boolean;
  /** Does it, unless it is under way. What goes wrong is told in a sentence, unless `failed` tells it. */
  run: (work: () => Promise<unknown>, failed?: (error: unknown) => void) => Promise<void>;
}

export function useWork(): Work {
  const busy = useSignal(false);
  return {
    busy: busy.value,
    async run(work, failed = tellError) {
      if (busy.peek()) return;
      busy.value = true;
      try {
        await work();
      } catch (error) {
        failed(error);
      }
      busy.value = false;
    },
  };
}
