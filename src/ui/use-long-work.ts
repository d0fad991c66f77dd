import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { errorValue } from '../domain/error';
import type { WorkOptions } from '../state/workspaces';
import { tellError } from './tell-error';
import { useWork, type Work } from './use-work';

/** Work that tells how far it is and can be stopped. */
export interface LongWork extends Pick<Work, 'busy'> {
  /** 0 to 1, for a bar of its own. */
  share: number;
  /** Stops it; nothing is told of that, who stopped it knows. */
  stop: () => void;
  /** As of `Work`. */
  run: (work: (options: WorkOptions) => Promise<unknown>, failed?: (error: unknown) => void) => Promise<void>;
}

export function useLongWork(): LongWork {
  const { busy, run } = useWork();
  const share = useSignal(0);
  const underWay = useRef(new AbortController());
  return {
    busy,
    share: share.value,
    stop: () => underWay.current.abort(),
    run: (work, failed = tellError) =>
      run(
        () => {
          share.value = 0;
          underWay.current = new AbortController();
          const progress = (done: number) => {
            share.value = done;
          };
          return work({ abort: underWay.current.signal, progress });
        },
        error => {
          if (errorValue(error).code !== 'aborted') failed(error);
        },
      ),
  };
}
