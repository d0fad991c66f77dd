/** Does it when the page has nothing better to do, within about a second. Returns what calls it off. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(act, { timeout: 1_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(act, 50); // Safari has no requestIdleCallback
  return () => clearTimeout(timer);
}
