// What a page's start is measured by. The first function runs in the page before anything else does.

/** Notes first and largest paint, long tasks, and when the first control of the running app took a task after it was there. */
export function watchStart() {
  const start = { first: Number.NaN, largest: Number.NaN, usable: Number.NaN, blocking: 0, quietSince: 0 };
  globalThis.startTimes = start;
  const observe = (type, take) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') start.first = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    start.largest = startTime;
  });
  observe('longtask', ({ startTime, duration }) => {
    start.blocking += duration - 50;
    start.quietSince = startTime + duration;
  });
  // The prerendered shell has links too: only what the app itself drew counts, so its mark must be there first.
  const look = () => {
    const control = document.querySelector('main :is(a[href], button, input, textarea):not(:disabled)');
    if (performance.getEntriesByName('retinue-ready').length === 0 || !control?.checkVisibility()) {
      requestAnimationFrame(look);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      start.usable = performance.now();
    };
    port2.postMessage(undefined);
  };
  requestAnimationFrame(look);
}

/**
 * Waits until the page is usable and nothing long has run for half a second.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ first: number, largest: number, usable: number, blocking: number }>} milliseconds
 */
export async function startTimes(page) {
  await page.waitForFunction(() => {
    const { usable, quietSince } = globalThis.startTimes;
    return performance.now() - Math.max(usable, quietSince) > 500;
  });
  return page.evaluate(() => globalThis.startTimes);
}
