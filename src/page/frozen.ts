/** Times between which the device had stopped this page. */
export interface FrozenSpan {
  from: number;
  to: number;
}

const tickMs = 10_000;
/** A page in view ticks on time; later than this it was stopped. */
const lateInViewMs = 30_000;
/** Browsers let a hidden page's timers run once a minute at least; later than this it was stopped. */
const lateHiddenMs = 150_000;

/**
 * Tells when the device had stopped this page: Page Lifecycle's `freeze` where the browser has it, else a tick of our own
 * that comes late, as after a laptop's sleep. `now` in milliseconds since 1970. Returns what stops it.
 */
export function watchFrozen(now: () => number, next: (span: FrozenSpan) => void): () => void {
  let seen = now();
  let hidden = document.visibilityState === 'hidden';
  let frozenAt: number | undefined;
  const look = () => {
    const at = now();
    const late = at - seen > (hidden ? lateHiddenMs : lateInViewMs);
    const from = frozenAt ?? (late ? seen : undefined);
    seen = at;
    hidden = document.visibilityState === 'hidden';
    frozenAt = undefined;
    if (from !== undefined) next({ from, to: at });
  };
  const freeze = () => {
    frozenAt = now();
  };
  const timer = setInterval(look, tickMs);
  document.addEventListener('freeze', freeze);
  document.addEventListener('resume', look);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('freeze', freeze);
    document.removeEventListener('resume', look);
    document.removeEventListener('visibilitychange', look);
  };
}
