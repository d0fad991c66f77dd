/**
 * Tells when this page leaves the screen for another, be it closed or only put aside (the back/forward cache), and when
 * it is back: what is put aside may be stopped at any moment, and go on days later.
 */
export function watchPutAside(next: (aside: boolean) => void): void {
  addEventListener('pagehide', () => next(true));
  addEventListener('pageshow', ({ persisted }: PageTransitionEvent) => persisted && next(false));
}
