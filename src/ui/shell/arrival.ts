import { useEffect } from 'preact/hooks';

/** Milliseconds after which a screen shows what it will. */
const SETTLED_MS = 2_000;

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
    const gone = new AbortController();
    void focusHeading(AbortSignal.any([gone.signal, AbortSignal.timeout(SETTLED_MS)]));
    return () => gone.abort();
  }, [address, ready]);
}

/** Focuses the heading; one that gives way to another as rows come hands the focus on. */
async function focusHeading(stop: AbortSignal): Promise<void> {
  const held = document.activeElement;
  let heading = await standing(stop);
  while (heading && !isTaken() && (document.activeElement === held || document.activeElement === document.body)) {
    heading.focus({ preventScroll: true });
    heading = await standing(stop, heading);
  }
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
