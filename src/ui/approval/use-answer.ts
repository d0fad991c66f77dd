import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { answer, type RequestAnswer, type RequestView } from '../../state/requests';
import { useWork } from '../use-work';
import { tellLate } from './tell-late';

/**
 * Gives all of these requests the same answer; while one is on its way, no other is taken. Where another tab was faster,
 * that is told, and what was `typed` for an answer is not lost with its card.
 */
export function useAnswer(requests: readonly RequestView[]): {
  isBusy: boolean;
  typed: Signal<string>;
  give: (given: Omit<RequestAnswer, 'request'>) => Promise<void>;
} {
  const work = useWork();
  const typed = useSignal('');
  const isGiven = useRef(false);
  useEffect(
    () => () => {
      if (!isGiven.current && typed.peek().trim() !== '') tellLate(requests, typed.peek()).catch(() => undefined);
    },
    [],
  );
  const give = (given: Omit<RequestAnswer, 'request'>) =>
    work.run(async () => {
      const words = typed.peek();
      isGiven.current = true;
      try {
        const late = await answer(requests.map(({ row }) => ({ request: row.id, ...given })));
        await tellLate(
          requests.filter(({ row }) => late.includes(row.id)),
          words,
        );
      } catch (error) {
        isGiven.current = false;
        throw error;
      }
    });
  return { isBusy: work.busy, typed, give };
}
