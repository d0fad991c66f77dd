import { useEffect, useRef } from 'preact/hooks';
import { answer, type RequestAnswer, type RequestView } from '../../state/requests';
import type { UnsentText } from '../../state/unsent';
import { useWork } from '../use-work';
import { tellLate } from './tell-late';

/**
 * Gives all of these requests the same answer; while one is on its way, no other is taken. Where another tab was faster,
 * that is told, and what was `typed` for an answer is not lost with its card.
 */
export function useAnswer(
  requests: readonly RequestView[],
  typed: readonly UnsentText[] = [],
): {
  isBusy: boolean;
  give: (given: Omit<RequestAnswer, 'request'>) => Promise<void>;
} {
  const work = useWork();
  const isGiven = useRef(false);
  const wordsTyped = () => typed.map(({ text }) => text.peek()).join('');
  useEffect(
    () => () => {
      const words = wordsTyped();
      if (!isGiven.current && words.trim() !== '') tellLate(requests, words).catch(() => undefined);
    },
    [],
  );
  const give = (given: Omit<RequestAnswer, 'request'>) =>
    work.run(async () => {
      const words = wordsTyped();
      for (const one of typed) one.pause();
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
  return { isBusy: work.busy, give };
}
