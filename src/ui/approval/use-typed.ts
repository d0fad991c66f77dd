import { useEffect, useMemo } from 'preact/hooks';
import { openUnsent, type AnswerPlace, type UnsentText } from '../../state/unsent';

/** What is typed for the answer to a request: kept over reloads and tabs until that is decided. */
export function useTyped(place: AnswerPlace): UnsentText {
  const typed = useMemo(() => openUnsent(place), [place]);
  useEffect(() => () => typed.close(), [typed]);
  return typed;
}

/** Takes back what is typed. */
export function drop({ text, write, pause }: UnsentText): void {
  if (text.peek() === '') return;
  write('');
  pause();
}
