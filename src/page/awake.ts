let isWanted = false;
let held: WakeLockSentinel | undefined;
let settled = Promise.resolve();

/**
 * Keeps the screen on while `wanted`: a device that falls asleep stops the work on it. The browser takes that back
 * whenever the page is hidden, and may refuse (a low battery): then the device sleeps as it would.
 */
export function stayAwake(wanted: boolean): void {
  isWanted = wanted;
  // The same listener each time: it is there once.
  document.addEventListener('visibilitychange', settle);
  settle();
}

/** One after the other: two that ask at once would hold it twice. */
function settle(): void {
  settled = settled.then(async () => {
    const isOn = isWanted && document.visibilityState === 'visible';
    if (!isOn) await held?.release();
    else if (held?.released ?? true) held = await navigator.wakeLock?.request('screen').catch(() => undefined);
  });
}
