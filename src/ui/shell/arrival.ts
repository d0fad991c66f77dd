import { useEffect } from 'preact/hooks';

/** The address arrived at last: kept outside the screens, since the frame around them changes too. */
let last: string | undefined;

/** What hides every screen was in between: the next one is arrived at anew. */
export function leaveScreens(): void {
  last = '';
}

/**
 * After going somewhere (not at the start) the page begins at its top and the heading takes the focus, as soon as it
 * stands: what a screen shows comes a moment after the screen. Whoever has moved on meanwhile keeps the focus.
 */
export function useArrival(address: string, ready: boolean): void {
  useEffect(() => {
    if (!ready) return undefined;
    const came = last !== undefined && last !== address;
    last = address;
    if (!came || isTaken()) return undefined;
    scrollTo(0, 0);
    const held = document.activeElement;
    const waiting = new AbortController();
    void standing(waiting.signal).then(heading => {
      if (!isTaken() && document.activeElement === held) heading?.focus({ preventScroll: true });
    });
    return () => waiting.abort();
  }, [address, ready]);
}

/** A dialog, or a text that is being written, keeps the focus. */
const isTaken = () => document.querySelector('dialog[open], main textarea:focus') !== null;

/** The heading of the screen; none while it is being opened. */
export function headingNow(): HTMLElement | undefined {
  const heading = document.querySelector<HTMLElement>('main h1');
  return heading && !heading.closest('[aria-busy=true]') ? heading : undefined;
}

/** Waits for a heading other than `before`; nothing once it is told to stop. */
export function standing(stop: AbortSignal, before?: HTMLElement): Promise<HTMLElement | undefined> {
  const look = () => {
    const heading = headingNow();
    return heading === before ? undefined : heading;
  };
  return new Promise(resolve => {
    const settle = () => {
      const heading = look();
      if (!heading && !stop.aborted) return;
      watching.disconnect();
      resolve(heading);
    };
    const watching = new MutationObserver(settle);
    watching.observe(document.body, { childList: true, subtree: true });
    stop.addEventListener('abort', settle);
    settle();
  });
}
