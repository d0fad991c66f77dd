import type { Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { showOlder } from '../../state/conversation';
import { whenIdle } from '../when-idle';
import { rangeOf, towardsNewer, towardsOlder, widened, type TurnWindow } from './turn-window';

/** The edges of what is in the DOM; what lies beyond one comes when it nears the window. */
interface Edges {
  older: RefObject<HTMLDivElement | null>;
  newer: RefObject<HTMLDivElement | null>;
}

/** Moves `shown` with the reader over the turns `keys`, and has older ones loaded where those are all. */
export function useTurnWindow(shown: Signal<TurnWindow>, keys: readonly string[]): Edges {
  const older = useRef<HTMLDivElement>(null);
  const newer = useRef<HTMLDivElement>(null);
  const { from, to } = rangeOf(shown.value, keys);
  useEffect(() => {
    const observer = new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          if (target === newer.current) shown.value = towardsNewer(shown.peek(), keys) ?? shown.peek();
          else {
            const next = towardsOlder(shown.peek(), keys);
            if (next) shown.value = next;
            else showOlder();
          }
        }
      },
      { rootMargin: '800px 0px' },
    );
    if (older.current) observer.observe(older.current);
    if (newer.current) observer.observe(newer.current);
    return () => observer.disconnect();
  }, [keys.length, from, to]);

  // What is not needed to open: then it is there for who scrolls up or searches the page.
  useEffect(() => {
    const wider = widened(shown.peek(), keys);
    if (!wider) return undefined;
    return whenIdle(() => {
      shown.value = wider;
    });
  }, [keys.length, from, to]);
  return { older, newer };
}
