import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Turn } from '../../state/conversation-turns';
import { findText, foundHere, loadFound } from '../../state/find';
import { keepMarked, placesOf } from './find-marks';
import { leaveEnd } from './scrolling';
import { rangeOf, windowAround, type TurnWindow } from './turn-window';

/**
 * Brings the message that was found into the window of turns, then into view, once; what is found is marked. Returns the
 * key of its turn.
 */
export function useJump(
  list: { readonly current: HTMLElement | null },
  turns: readonly Turn[],
  shown: Signal<TurnWindow>,
): string | undefined {
  const done = useRef<unknown>(undefined);
  const target = foundHere.value;
  const text = findText.value;
  const at = target ? turns.findIndex(turn => holds(turn, target.message)) : -1;
  const key = turns[at]?.key;
  useLayoutEffect(() => (list.current && text !== '' ? keepMarked(list.current) : undefined), [text]);
  useLayoutEffect(() => {
    const jump = target && `${target.message} ${text}`;
    if (!target || done.current === jump) {
      if (!target) done.current = undefined;
      return;
    }
    leaveEnd();
    if (key === undefined) return loadFound(target);
    const keys = turns.map(turn => turn.key);
    const { from, to } = rangeOf(shown.peek(), keys);
    if (at < from || at >= to) {
      shown.value = windowAround(at, keys);
      return;
    }
    done.current = jump;
    const turn = list.current?.querySelector(`:scope > [data-turn="${key}"]`);
    if (turn) bringIntoView(turn, text);
  });
  return key;
}

/** A long turn may be many screens: what is found in it is what must be seen. */
function bringIntoView(turn: Element, text: string): void {
  const place = placesOf(turn, text).next().value;
  const { top, height } = (place ?? turn).getBoundingClientRect();
  scrollBy({ top: top + Math.min(height, innerHeight / 2) / 2 - innerHeight / 2, behavior: 'instant' });
}

function holds(turn: Turn, message: string): boolean {
  return turn.kind === 'user' ? turn.key === message : turn.messages.some(({ row }) => row.id === message);
}
