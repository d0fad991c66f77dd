/** Waits; rejects with an `AbortError` at once when aborted. */
export function wait(milliseconds: number, abort: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('The call was aborted.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      abort.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (abort.aborted) stop();
    else abort.addEventListener('abort', stop, { once: true });
  });
}
